import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { LabelName, Stage, Status } from 'allure-js-commons'
import type { RuntimeMessage } from 'allure-js-commons/sdk'
import { ReporterRuntime } from 'allure-js-commons/sdk/reporter'
import type { RecordedExchange, RunRecord } from '../../../src/journal/record/run-record.ts'
import { exchangeSteps } from '../../allure/exchange-steps.ts'
import { environmentInfo, executorInfo } from '../../allure/run-facts.ts'
import { UnflushedWriter } from '../../allure/unflushed-writer.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { escapeControls, shortened } from '../../text/escape-controls.ts'
import type { ExplorationReport, ShownCall, ShownHistory } from '../exploration-report.ts'
import { historyPicture } from '../picture/history-picture.ts'
import { shownHistories } from './shown-histories.ts'

const STATUS = { consistent: Status.PASSED, broken: Status.FAILED, undecided: Status.SKIPPED }
const SUITES = { consistent: 'Consistent', broken: 'Broken', undecided: 'Undecided' }

/** Writes an Allure result for each history that is shown, with its picture. */
export async function writeHistories(report: ExplorationReport, directory: string): Promise<void> {
  const { record } = report
  const runtime = new ReporterRuntime({
    writer: new UnflushedWriter(directory),
    environmentInfo: environmentInfo(record),
  })
  runtime.writeEnvironmentInfo()
  const executor = { ...executorInfo(record), reportName: 'Attest exploration' }
  await writeAtomically(join(directory, 'executor.json'), JSON.stringify(executor))
  const shown = shownHistories(report)
  const exchanges = exchangesOf(record, shown)
  for (const history of shown) writeHistory(runtime, history, exchanges)
}

type Exchanges = ReadonlyMap<string, RecordedExchange>

/** The exchanges with the answers of these histories, by id. */
function exchangesOf(
  { sharedExchanges }: RunRecord,
  histories: readonly ShownHistory[],
): Exchanges {
  const wanted = new Set(histories.flatMap(({ calls }) => calls.map(({ exchange }) => exchange)))
  const found = new Map<string, RecordedExchange>()
  for (const one of sharedExchanges)
    if (wanted.has(one.exchange.id)) found.set(one.exchange.id, one)
  return found
}

function writeHistory(runtime: ReporterRuntime, history: ShownHistory, exchanges: Exchanges): void {
  const { group, at, calls, verdict } = history
  const lasted = Math.max(1, ...calls.map(({ answeredMs }) => answeredMs))
  const stop = Date.parse(at)
  const test = runtime.startTest({ name: nameOf(history), start: stop - lasted })
  runtime.applyRuntimeMessages(test, [
    picture(history),
    ...calls.flatMap((call, number) => callSteps(call, number, history, exchanges)),
  ])
  runtime.updateTest(test, (result) => {
    const path = ['Exploration', SUITES[verdict.code]]
    result.fullName = group
    result.historyId = createHash('md5').update(group).digest('hex')
    result.titlePath = path
    result.labels = [
      { name: LabelName.PARENT_SUITE, value: 'Exploration' },
      { name: LabelName.SUITE, value: SUITES[verdict.code] },
      { name: LabelName.TAG, value: verdict.code === 'broken' ? verdict.rule : verdict.code },
    ]
    result.status = STATUS[verdict.code]
    result.stage = Stage.FINISHED
    if (verdict.code !== 'consistent') {
      const rule = verdict.code === 'broken' ? `${verdict.rule}: ` : ''
      result.statusDetails = { message: escapeControls(`${rule}${verdict.message}`) }
    }
  })
  runtime.stopTest(test, { stop })
  runtime.writeTest(test)
}

/** Histories are told apart by what they did, and broken ones by what they broke. */
function nameOf({ group, calls, lanes, verdict }: ShownHistory): string {
  const sizes = `${calls.length} calls in ${lanes === 1 ? 'a lane' : `${lanes} lanes`}`
  const said = verdict.code === 'broken' ? ` breaks ${verdict.rule}:` : ':'
  return escapeControls(`${group}${said} ${sizes}`)
}

function picture(history: ShownHistory): RuntimeMessage {
  return {
    type: 'attachment_content',
    data: {
      name: 'The history: lanes over time',
      content: historyPicture(history).markup,
      encoding: 'utf8',
      contentType: 'image/svg+xml',
      fileExtension: '.svg',
    },
  }
}

/** A step for each call; of a history that is broken, with what was sent and answered. */
function callSteps(
  { lane, words, status, exchange: id }: ShownCall,
  number: number,
  { verdict }: ShownHistory,
  exchanges: Exchanges,
): RuntimeMessage[] {
  const recorded = exchanges.get(id)
  const start = recorded === undefined ? 0 : Date.parse(recorded.exchange.at)
  const stop = start + (recorded?.exchange.durationMs ?? 0)
  const shows = verdict.code === 'broken' && verdict.call === number
  const name = shortened(`lane ${lane + 1}: ${words} → ${status}`, 200)
  return [
    { type: 'step_start', data: { name, start } },
    ...(recorded && verdict.code === 'broken' ? exchangeSteps(recorded, 'in full') : []),
    { type: 'step_stop', data: { stop, status: shows ? Status.FAILED : Status.PASSED } },
  ]
}
