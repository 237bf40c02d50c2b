import type { Contracts } from '../../openapi/contract.ts'
import { valueAt } from '../../openapi/json-pointer.ts'
import type { Exchange, ExchangeRequest } from '../../openstack/exchange.ts'
import { disturbanceOf } from '../../openstack/http/disturbance.ts'
import { REDACTED } from '../../redaction/known-secrets.ts'
import { showValue } from '../show-value.ts'
import type { Violation } from '../violation.ts'
import { Changes } from './changes.ts'
import { notDistinct } from './not-distinct.ts'
import { PlausibleTimes } from './plausible-times.ts'
import { ruleBehind } from './rule-behind.ts'
import type { Reader, Said, Statement } from './said.ts'

/** Of one answer, and of one trace: a target decides how long its lists are, and not how long ours get. */
const MOST_FOUND = 100
const MOST_KNOWN = 10_000

/** Something that was said, and by which exchange. */
interface Known {
  readonly statement: Statement
  readonly source: string
}

/**
 * Compares the exchanges of one trace, in the order in which they ended: what is said of the same thing
 * agrees. What an accepted request may have changed in between is not compared.
 */
export class Agreement {
  readonly #readers: readonly Reader[]
  readonly #contracts: Contracts
  readonly #known = new Map<string, Known>()
  readonly #changes = new Changes()
  readonly #times = new PlausibleTimes()
  readonly #requests: ExchangeRequest[] = []

  constructor(readers: readonly Reader[], contracts: Contracts) {
    this.#readers = readers
    this.#contracts = contracts
  }

  /** What of this answer contradicts its request or an earlier answer. */
  compare(exchange: Exchange): readonly Violation[] {
    this.#requests.push(exchange.request)
    const hasChanged = this.#changes.see(exchange)
    if (hasChanged) this.#forget()
    const { response } = exchange
    if (response === undefined || response.status >= 300) return []
    if (disturbanceOf(exchange) !== undefined) return []
    const body = response.body.kind === 'json' ? response.body.value : undefined
    const said = this.#readers
      .map((read) => read(exchange, body))
      .filter((one) => one !== undefined)
    const found = said.flatMap((one) => [
      ...notRepeated(one, body),
      ...notDistinct(one),
      ...this.#times.check(one, exchange, body, this.#isNamed),
      ...this.#contradictions(one, exchange, body, hasChanged),
    ])
    if (found.length === 0) return []
    const rule = ruleBehind(exchange, this.#contracts)
    return found.slice(0, MOST_FOUND).map((one) => ({ ...one, rule }))
  }

  /** Learns what is said, and finds what was said otherwise before. */
  #contradictions(
    { statements = [] }: Said,
    exchange: Exchange,
    body: unknown,
    hasChanged: boolean,
  ): Omit<Violation, 'rule'>[] {
    const isAtRest = hasChanged || this.#changes.areOverFor(exchange)
    return statements.flatMap((statement) => {
      if (!isAtRest && statement.lasts === undefined) return []
      if (String(statement.value).includes(REDACTED)) return []
      const key = `${statement.subject} ${statement.property}`
      const before = this.#known.get(key)
      if (before === undefined) {
        if (this.#known.size < MOST_KNOWN)
          this.#known.set(key, { statement, source: sourceOf(statement, exchange, body) })
        return []
      }
      const { at, value } = statement
      if (at === undefined || before.statement.value === value || !this.#isNamed(statement)) {
        return []
      }
      return [
        {
          code: 'contradicts-answer' as const,
          at,
          expected: before.source,
          got: showValue(valueAt(body, at), at),
        },
      ]
    })
  }

  #forget(): void {
    for (const [key, { statement }] of this.#known) {
      if (statement.lasts === undefined) this.#known.delete(key)
    }
  }

  readonly #isNamed = ({ things }: Pick<Statement, 'things'>): boolean =>
    this.#requests.some((request) => {
      const names = namesIn(request)
      return things.some((thing) => names.includes(thing))
    })
}

function notRepeated({ repeated = [] }: Said, body: unknown): Omit<Violation, 'rule'>[] {
  return repeated
    .filter(({ isSame }) => !isSame)
    .map(({ at, asked }) => ({
      code: 'contradicts-request' as const,
      at,
      expected: `${showValue(asked, at)}, as in the request`,
      got: showValue(valueAt(body, at), at),
    }))
}

/** The text of a request in which ids can be found. */
function namesIn({ url, body }: ExchangeRequest): string {
  if (body.kind === 'empty') return url
  return `${url} ${body.kind === 'text' ? body.text : JSON.stringify(body.value)}`
}

/** What was said, by whom, and in which exchange. */
function sourceOf({ at, value }: Statement, exchange: Exchange, body: unknown): string {
  const { id, operation, request } = exchange
  const call = operation ?? `${request.method} ${pathOf(request.url)}`
  return at === undefined
    ? `${showValue(value, '')}, as ${call} was asked (exchange ${id})`
    : `${showValue(valueAt(body, at), at)}, as ${call} answered (exchange ${id})`
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url
}
