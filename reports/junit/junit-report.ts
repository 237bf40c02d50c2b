import XMLBuilder from 'fast-xml-builder'
import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { reasonLine } from '../allure/reason-line.ts'
import { attemptLine, attemptsOf, outsideLine } from '../beside-the-cases.ts'
import { failureText } from '../failures/failure-text.ts'
import { gateStatus } from '../gate-status.ts'
import { grouped } from '../results/grouped.ts'
import type { Results } from '../results/results-schema.ts'
import { offerText, targetTitle } from '../services.ts'
import { escapeControls } from '../text/escape-controls.ts'
import { VERDICT_WORDS } from '../text/verdict-signs.ts'
import { xmlText } from './xml-text.ts'

const builder = new XMLBuilder({
  format: true,
  ignoreAttributes: false,
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
})

/** Cases whose elements are built together. */
const CASES_AT_A_TIME = 500

/**
 * `junit.xml`, in pieces: a suite for each operation and a test case for each case. It is valid by
 * both schemas in use: that of Ant (strict, requires a host and empty outputs, and no attributes at
 * the top) and that of Jenkins (no text beside elements). Every case that was not passed has its
 * reason.
 */
export function* junitReport(record: RunRecord, results: Results): Generator<string> {
  const operations = [...grouped(record.cases, ({ planned }) => planned.operation)]
  yield builder.build({ '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' } })
  yield '<testsuites>\n'
  for (const [index, [operation, cases]] of operations.entries()) {
    const [head, end] = suiteFrame({
      ...attributes({
        name: operation,
        package: 'attest',
        id: index,
        timestamp: record.startedAt.slice(0, 19),
        hostname: oneToken(record.target.name),
        ...counts(cases, record.strict),
        time: seconds(cases.reduce((sum, { durationMs }) => sum + durationMs, 0)),
      }),
      properties: { property: properties(record, results, cases) },
    })
    yield head
    for (let from = 0; from < cases.length; from += CASES_AT_A_TIME) {
      const some = cases.slice(from, from + CASES_AT_A_TIME)
      yield inside(2, { testcase: some.map((each) => testCase(each, record.strict)) })
    }
    yield end
  }
  yield '</testsuites>\n'
}

/** The text before and after the cases of a suite. */
function suiteFrame(head: object): readonly [string, string] {
  const place = '    <testcase/>\n'
  const suite = { ...head, testcase: '', 'system-out': '', 'system-err': '' }
  const [before = '', after = ''] = inside(1, { testsuite: suite }).split(place)
  return [before, after]
}

/** The elements, indented for their depth within others. */
function inside(depth: 1 | 2, elements: object): string {
  const whole = builder.build({
    testsuites: depth === 1 ? elements : { testsuite: elements },
  })
  return whole
    .split('\n')
    .slice(depth, -depth - 1)
    .join('\n')
    .concat('\n')
}

type Attributes = Readonly<Record<string, string | number>>

function attributes(values: Attributes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`@_${name}`, xmlText(String(value))]),
  )
}

function counts(cases: readonly CaseRecord[], strict: boolean): Attributes {
  const statuses = cases.map((each) => gateStatus(each, strict))
  const count = (wanted: string) => statuses.filter((status) => status === wanted).length
  return {
    tests: cases.length,
    failures: count('failed'),
    errors: count('broken'),
    skipped: count('skipped'),
  }
}

function properties(
  { run, suite, target, origins, resumptions, outsideViolations }: RunRecord,
  { verdict }: Results,
  cases: readonly CaseRecord[],
): object[] {
  const insecurity = insecurityOf(origins)
  return [
    ['verdict', verdict],
    ['run', run],
    ['attest', suite.version],
    ['target', targetTitle(target)],
    ...Object.entries(target.services).map(([id, service]) => [id, offerText(service)]),
    ...(insecurity === undefined ? [] : [['transport', insecurity]]),
    ...suite.specs.map(({ document, digest }) => [document, digest]),
    ...(resumptions > 0 ? [['resumptions', String(resumptions)]] : []),
    ...outsideViolations.map((one) => ['outside-violation', outsideLine(one)]),
    ...attemptsOf(cases).map(({ of, attempt }) => [
      'unfinished-attempt',
      `${of.planned.id}, ${attemptLine(attempt)}`,
    ]),
  ].map(([name = '', value = '']) => attributes({ name, value: escapeControls(value) }))
}

function testCase(record: CaseRecord, strict: boolean): object {
  const { planned, verdict, durationMs } = record
  const own = attributes({
    name: `${planned.id} ${planned.title}`,
    classname: `attest.${planned.operation}.${planned.status}`,
    time: seconds(durationMs),
  })
  const message = escapeControls(
    `${VERDICT_WORDS[verdict]}: ${reasonLine(record) ?? 'no reason given'}`,
  )
  const reason = { message, type: record.reason?.code ?? verdict }
  switch (gateStatus(record, strict)) {
    case 'passed':
      return own
    case 'failed':
      return { ...own, failure: withText(reason, failureText(record)) }
    case 'broken':
      return { ...own, error: withText(reason, failureText(record)) }
    case 'skipped':
      return { ...own, skipped: attributes(reason) }
  }
}

function withText(reason: Attributes, text: string): object {
  return { ...attributes(reason), '#text': xmlText(text) }
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3)

/** Host names contain no spaces, but names of clouds may. */
function oneToken(name: string): string {
  return escapeControls(name).trim().replaceAll(/\s+/g, '-') || 'unknown'
}
