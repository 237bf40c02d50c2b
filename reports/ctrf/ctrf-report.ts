import { randomUUID } from 'node:crypto'
import type { CTRFReport, Test, TestStatus } from 'ctrf'
import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { reasonLine } from '../allure/reason-line.ts'
import { attemptLine, outsideLine } from '../beside-the-cases.ts'
import { failureText } from '../failures/failure-text.ts'
import { type GateStatus, gateStatus } from '../gate-status.ts'
import { grouped } from '../results/grouped.ts'
import type { Results } from '../results/results-schema.ts'
import type { ReportedTarget } from '../services.ts'
import { serviceName, servicesLine, targetTitle } from '../services.ts'
import { escapeControls } from '../text/escape-controls.ts'

const SPEC_VERSION = '0.0.0'

const STATUSES: Readonly<Record<GateStatus, TestStatus>> = {
  passed: 'passed',
  failed: 'failed',
  broken: 'other',
  skipped: 'skipped',
}

/** A report whose tests are made one by one, because together they may not fit into the memory. */
export interface CtrfDocument extends Omit<CTRFReport, 'results'> {
  readonly results: Omit<CTRFReport['results'], 'tests'> & { readonly tests: Iterable<Test> }
}

/** `ctrf.json`: the Common Test Report Format, with the verdict of each case as its raw status. */
export function ctrfReport(record: RunRecord, results: Results): CtrfDocument {
  const statuses = record.cases.map((each) => statusOf(each, record.strict))
  const count = (wanted: TestStatus) => statuses.filter((status) => status === wanted).length
  const start = Date.parse(record.startedAt)
  const { target, suite } = record
  const insecurity = insecurityOf(record.origins)
  return {
    reportFormat: 'CTRF',
    specVersion: SPEC_VERSION,
    reportId: randomUUID(),
    timestamp: new Date(start + record.wallMs).toISOString(),
    generatedBy: `Attest ${suite.version}`,
    results: {
      tool: { name: 'Attest', version: suite.version },
      summary: {
        tests: statuses.length,
        passed: count('passed'),
        failed: count('failed'),
        pending: 0,
        skipped: count('skipped'),
        other: count('other'),
        suites: grouped(record.cases, ({ planned }) => planned.operation).size,
        start,
        stop: start + record.wallMs,
        extra: {
          verdict: results.verdict,
          counts: results.counts,
          resumptions: record.resumptions,
          outsideViolations: record.outsideViolations.map((one) =>
            escapeControls(outsideLine(one)),
          ),
        },
      },
      tests: { [Symbol.iterator]: () => testsOf(record) },
      environment: {
        appName: escapeControls(target.name),
        testEnvironment: escapeControls(`${targetTitle(target)}: ${servicesLine(target)}`),
        extra: {
          run: record.run,
          specs: suite.specs,
          accepted: record.accepted,
          strict: record.strict,
          ...(insecurity !== undefined && { transport: escapeControls(insecurity) }),
        },
      },
    },
  }
}

function* testsOf({ cases, strict, target }: RunRecord): Generator<Test> {
  for (const each of cases) yield testOf(each, strict, target)
}

const statusOf = (record: CaseRecord, strict: boolean): TestStatus =>
  STATUSES[gateStatus(record, strict)]

function testOf(record: CaseRecord, strict: boolean, target: ReportedTarget): Test {
  const { planned, verdict, durationMs, startedAt, unfinished } = record
  const status = statusOf(record, strict)
  const reason = reasonLine(record)
  const start = startedAt === undefined ? undefined : Date.parse(startedAt)
  return {
    name: `${planned.id} ${escapeControls(planned.title)}`,
    status,
    rawStatus: verdict,
    duration: durationMs,
    ...(start !== undefined && { start, stop: start + durationMs }),
    suite: [serviceName(target, planned.operation), planned.operation, String(planned.status)],
    ...(reason !== undefined && { message: reason }),
    ...((status === 'failed' || status === 'other') && { trace: failureText(record) }),
    ...(unfinished.length > 0 && { retries: unfinished.length }),
    tags: [planned.level, planned.persona],
    extra: {
      case: planned.id,
      requirement: planned.requirement,
      ...(planned.microversion !== undefined && { microversion: planned.microversion }),
      ...(unfinished.length > 0 && {
        unfinishedAttempts: unfinished.map((one) => escapeControls(attemptLine(one))),
      }),
    },
  }
}
