import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { knownSecrets } from '../../src/redaction/known-secrets.ts'
import { reasonLine } from '../allure/reason-line.ts'
import { failureText } from '../failures/failure-text.ts'
import { gateStatus } from '../gate-status.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { VERDICT_WORDS } from '../text/verdict-signs.ts'
import { packetOf, type SubunitStatus } from './packet.ts'

/**
 * The cases of a run as a stream of subunit v2, which `stestr` and `testr` read: a test for each case,
 * with its beginning and its end. A waived failure is an expected one (`xfail`).
 */
export function* subunitReport(record: RunRecord): Generator<Uint8Array> {
  for (const each of record.cases) {
    const test = each.planned.id
    const started = new Date(each.startedAt ?? record.startedAt)
    const ended = new Date(started.getTime() + Math.round(each.durationMs))
    const status = statusOf(each, record.strict)
    yield packetOf({ test, status: 'inprogress', at: started })
    const text = status === 'success' ? undefined : { text: detailOf(each, status) }
    yield packetOf({ test, status, at: ended, ...text })
  }
}

function statusOf(record: CaseRecord, strict: boolean): SubunitStatus {
  if (record.verdict === 'waived') return 'xfail'
  switch (gateStatus(record, strict)) {
    case 'passed':
      return 'success'
    case 'failed':
    case 'broken':
      return 'fail'
    case 'skipped':
      return 'skip'
  }
}

function detailOf(
  record: CaseRecord,
  status: SubunitStatus,
): { readonly name: string; readonly content: string } {
  const line = `${VERDICT_WORDS[record.verdict]}: ${reasonLine(record) ?? 'no reason given'}`
  const failed = status === 'fail'
  const content = escapeControls(line) + (failed ? `\n${failureText(record)}` : '')
  return { name: failed ? 'traceback' : 'reason', content: knownSecrets.clean(content) }
}
