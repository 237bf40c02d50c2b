import type { CaseRecord, RecordedExchange } from '../../src/journal/record/run-record.ts'
import type { Requirement } from '../../src/openapi/contract.ts'
import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { Body } from '../../src/openstack/exchange.ts'
import { type OperationLookup, requirementOf } from '../operation-lookup.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'
import { brokenCallOf } from './broken-call.ts'
import type { Finding } from './finding.ts'
import { alsoSeen, versionsOf } from './finding-facts.ts'
import { versionsLine } from './version-ranges.ts'

/** A fact about a finding: its name, and a text of one line without control characters. */
export interface FindingPart {
  readonly name: 'promise' | 'document' | 'sent' | 'came' | 'then' | 'differs' | 'where'
  readonly text: string
}

const BODY = 160
const LINE = 300

/** The facts about a finding, in the order in which they are read. */
export function findingParts(
  finding: Finding,
  all: readonly CaseRecord[],
  lookup: OperationLookup,
): readonly FindingPart[] {
  const [lead] = finding.cases
  const call = brokenCallOf(finding)
  const shownIn = call?.shownBy === undefined ? finding.shownIn : call.broken
  const then = call?.shownBy
  const planned = lead?.planned
  const operation = planned && lookup(planned.operation)
  const requirement = planned && requirementOf(lookup, planned.operation, planned.requirement)
  const where = [versionsLine(versionsOf(finding, all)), alsoSeen(finding)]
  const parts: readonly (readonly [FindingPart['name'], string])[] = [
    [
      'promise',
      planned === undefined
        ? ''
        : `${planned.requirement} (${planned.level}, ${planned.persona}): ${promiseText(planned, requirement)}`,
    ],
    [
      'document',
      operation === undefined
        ? ''
        : `${operation.link} (${requirement?.source.section ?? operation.section})`,
    ],
    ['sent', shownIn === undefined ? '' : sentLine(shownIn)],
    ['came', shownIn === undefined ? '' : cameLine(shownIn)],
    ['then', then === undefined ? '' : `${sentLine(then)} → ${cameLine(then)}`],
    ['differs', differsLine(finding, lead)],
    ['where', where.filter((one) => one !== '').join('; ')],
  ]
  return parts.flatMap(([name, text]) =>
    text === '' ? [] : [{ name, text: shortened(text, LINE) }],
  )
}

/** What is promised, in words; the title of the case where its promise is not known. */
export function promiseText(
  { status, title }: CaseRecord['planned'],
  requirement: Requirement | undefined,
): string {
  return requirement === undefined ? title : `${status} when ${requirement.when}`
}

function sentLine({ exchange: { request, persona, microversion } }: RecordedExchange): string {
  const { pathname, search } = URL.canParse(request.url)
    ? new URL(request.url)
    : { pathname: request.url, search: '' }
  const version = microversion === undefined ? '' : ` at ${microversion}`
  const path = withShortIds(`${pathname}${search}`)
  return `${request.method} ${path}${version} as ${persona}${bodyOf(request.body)}`
}

function cameLine({ exchange: { response, failure } }: RecordedExchange): string {
  return response === undefined
    ? (failure ?? 'nothing')
    : `${response.status}${bodyOf(response.body)}`
}

function bodyOf(body: Body): string {
  const text = bodyText(body)
  return text === undefined ? '' : ` ${shortened(withShortIds(text), BODY)}`
}

const UUID = /\b([\da-f]{8})-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}\b/gi

// The whole ids are where the exchange is shown; here they would push off the line what differs.
function withShortIds(text: string): string {
  return text.replaceAll(UUID, '$1…')
}

/**
 * What the first case has found; for an answer that breaks the contract, the violation at the place
 * of the finding.
 */
function differsLine({ cause, shownIn, alsoAt }: Finding, lead: CaseRecord | undefined): string {
  const also = alsoAt.length === 0 ? '' : `; the same answers are wrong at ${alsoAt.join(', ')} too`
  const violation = shownIn?.violations.find(
    ({ at }) => at.replaceAll(/\/\d+(?=\/|$)/g, '/*') === cause.place || cause.place === 'body',
  )
  const reason = lead?.reason
  if (violation === undefined || (reason !== undefined && reason.code !== 'contract-violation')) {
    return reason === undefined ? '' : `${reason.code}: ${escapeControls(reason.message)}${also}`
  }
  const { code, expected, got } = violation
  return `${code}: expected ${expected}, got ${got}${also}`
}
