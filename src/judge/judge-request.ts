import { operationAt } from '../openapi/at-version/operation-at.ts'
import type { OperationView, RequestBodyRule } from '../openapi/at-version/operation-view.ts'
import type { Contracts } from '../openapi/contract.ts'
import type { Exchange, ExchangeRequest } from '../openstack/exchange.ts'
import { askedMicroversion } from './asked-microversion.ts'
import { contractOf } from './contract-of.ts'
import { mediaTypeOf } from './media-type.ts'

/** What is wrong with a request. */
export interface RequestDefect {
  /** A phrase without values of the request. */
  readonly fault: string
  /** The statuses with which a service may refuse such a request. */
  readonly answers: readonly number[]
}

/** Statuses of a request whose form is wrong, and of checks that come before that of the form. */
const REFUSED_FOR_FORM = [400, 401, 406, 413, 415]

/** The first point in which a request breaks the contract; undefined when there is none. */
export function defectOf(exchange: Exchange, contracts: Contracts): RequestDefect | undefined {
  const contract = contractOf(exchange, contracts)
  if (contract === undefined || exchange.operation === undefined) return undefined
  const { version, latest } = askedMicroversion(exchange, contract)
  const view = operationAt(contract, exchange.operation, version)
  if (view === undefined) {
    // With `latest` the target chooses the version, so the request is not at fault.
    if (latest) return undefined
    const fault = `${exchange.operation} does not exist at ${version}`
    return { fault, answers: [...REFUSED_FOR_FORM, 404] }
  }
  const fault = badQuery(view, exchange.request) ?? badBody(view.requestBody, exchange.request)
  if (fault === undefined) return undefined
  const at = version === undefined ? '' : ` at ${version}`
  return { fault: `${exchange.operation}${at}: ${fault}`, answers: REFUSED_FOR_FORM }
}

function badQuery({ parameters }: OperationView, { url }: ExchangeRequest): string | undefined {
  const query = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1])
  const documented = parameters.filter((parameter) => parameter.in === 'query')
  for (const [name, value] of query) {
    const rule = documented.find((parameter) => parameter.name === name)
    if (rule === undefined) return `query parameter "${name}" is not documented`
    const [fault] = rule.validate(value)
    if (fault !== undefined) return `query parameter "${name}" ${fault.expected}`
  }
  const missing = documented.find(({ name, required }) => required && !query.has(name))
  return missing && `query parameter "${missing.name}" is missing`
}

function badBody(
  rule: RequestBodyRule | undefined,
  { body, headers }: ExchangeRequest,
): string | undefined {
  if (body.kind === 'empty') return rule?.required ? 'the body is missing' : undefined
  if (rule === undefined) return 'the operation takes no body'
  const type = mediaTypeOf(headers)
  const content = rule.content.find(({ mediaType }) => mediaType === type)
  if (content === undefined) return `content type ${type ?? '(none)'} is not documented`
  if (body.kind === 'text') return 'the body is not JSON'
  const [fault] = content.validate(body.value)
  if (fault === undefined) return undefined
  const property = fault.property === undefined ? '' : ` (${fault.property})`
  return `the body at "${fault.at}" ${fault.expected}${property}`
}
