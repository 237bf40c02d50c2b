import { operationAt } from '../openapi/at-version/operation-at.ts'
import type { OperationView, ResponseRule } from '../openapi/at-version/operation-view.ts'
import type { Contract, Contracts } from '../openapi/contract.ts'
import { findOperation } from '../openapi/find-operation.ts'
import type { Exchange } from '../openstack/exchange.ts'
import { disturbanceOf } from '../openstack/http/disturbance.ts'
import { type Asked, askedMicroversion } from './asked-microversion.ts'
import { contractOf } from './contract-of.ts'
import { explainedBy } from './explained-by.ts'
import { judgeBody } from './judge-body.ts'
import { judgeHeaders } from './judge-headers.ts'
import type { Violation } from './violation.ts'

/** Statuses that are answered before the service routes a request, so for unknown paths too. */
export const BEFORE_ROUTING: readonly number[] = [401, 406, 413, 415]

/** The status of a request whose microversion cannot be parsed. */
const UNREADABLE = 400

/**
 * Every difference between the response of an exchange and the contract at its microversion.
 * None for an exchange without response, or that calls no operation of the contracts.
 */
export function judge(exchange: Exchange, contracts: Contracts): readonly Violation[] {
  const { operation, response } = exchange
  const contract = contractOf(exchange, contracts)
  if (contract === undefined || operation === undefined || response === undefined) return []
  // The answer of a gateway says nothing about the operation.
  if (disturbanceOf(exchange, contract.description) !== undefined) return []
  const { version: asked, unreadable } = askedMicroversion(exchange, contract)
  const view = operationAt(contract, operation, asked)
  const { responses, pointer } = view ?? whereAbsent(contract, operation, unreadable)
  const rule = responses.get(response.status)
  if (rule === undefined) {
    const documented = [...responses.keys()].join(', ')
    const condition = view === undefined ? `, as ${operation} does not exist` : ''
    const at = asked === undefined ? '' : ` at ${asked}`
    const expected = `${documented}${at}${condition}`
    const got = String(response.status)
    const code = 'undocumented-status'
    const violation = { code, at: 'status', rule: `${pointer}/responses`, expected, got } as const
    const erratum = explainedBy(violation, exchange, contracts)
    const isPermitted = erratum?.permits?.statuses.includes(response.status) === true
    return [isPermitted ? { ...violation, erratum: erratum.id } : violation]
  }
  const body = judgeBody(rule, response, asked)
  const readable = asked === undefined ? {} : { version: asked }
  const headers = judgeHeaders(
    rule,
    response.headers,
    contract.description,
    unreadable && response.status === UNREADABLE ? { ...readable, unreadable } : readable,
  )
  return headers.length === 0 ? body : [...body, ...headers]
}

/** The allowed responses to a call of an operation at a microversion at which it does not exist. */
function whereAbsent(
  contract: Contract,
  operation: NonNullable<Exchange['operation']>,
  unreadable: Asked['unreadable'],
): Pick<OperationView, 'pointer' | 'responses'> {
  const own = viewAtStart(contract, operation)
  const notFound = own.responses.get(404) ?? anyNotFound(contract)
  const refused = unreadable ? [UNREADABLE, ...BEFORE_ROUTING] : BEFORE_ROUTING
  const early = refused.map((status) => own.responses.get(status))
  const rules = [notFound, ...early].filter((rule): rule is ResponseRule => rule !== undefined)
  return { pointer: own.pointer, responses: new Map(rules.map((rule) => [rule.status, rule])) }
}

/** The 404 response of the first operation that documents one: some operations document none. */
function anyNotFound(contract: Contract): ResponseRule | undefined {
  for (const { id } of contract.operations) {
    const rule = viewAtStart(contract, id).responses.get(404)
    if (rule !== undefined) return rule
  }
  return undefined
}

function viewAtStart(
  contract: Contract,
  operation: NonNullable<Exchange['operation']>,
): OperationView {
  const start = findOperation(contract, operation).range.min ?? contract.range?.min
  const view = operationAt(contract, operation, start)
  if (view === undefined) throw new TypeError(`${operation} does not exist where it begins`)
  return view
}
