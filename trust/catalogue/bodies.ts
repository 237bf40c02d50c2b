import type { ResponseRule } from '../../src/openapi/at-version/operation-view.ts'
import type { Operation } from '../../src/openapi/contract.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { operations } from '../answers/contracts.ts'
import { formOf } from '../answers/fault-body.ts'
import { promisedAnswers } from '../answers/stretches.ts'
import type { Fault } from '../fault.ts'
import { jsonOf, type Reply } from '../proxy/message.ts'
import { changing } from './answers-changed.ts'

interface Spoiling {
  readonly slug: string
  readonly how: string
  readonly change: (reply: Reply) => Reply
}

const PAGE = '<html><body><h1>attest</h1></body></html>'

const typed = (type: string, body: string) => (reply: Reply) => ({
  ...reply,
  headers: { ...reply.headers, 'content-type': type },
  body,
})

/** Faults of any JSON body. */
const OF_JSON: readonly Spoiling[] = [
  { slug: 'empty', how: 'with an empty body', change: (reply) => ({ ...reply, body: '' }) },
  { slug: 'html', how: 'with a page of HTML', change: typed('text/html', PAGE) },
  {
    slug: 'torn',
    how: 'with half of its JSON',
    change: (reply) => ({ ...reply, body: reply.body.slice(0, reply.body.length / 2) }),
  },
  {
    slug: 'content-type',
    how: 'with JSON as text/plain',
    change: (reply) => typed('text/plain', reply.body)(reply),
  },
]

/** Faults of the only member of an error's body. */
const OF_ERROR: readonly Spoiling[] = [
  inError('unwrapped', 'without the key that goes with it', (_name, inner) => inner),
  inError('undeclared-field', 'with a field that no document has', (name, inner) => ({
    [name]: { ...inner, attest_undeclared: 'attest' },
  })),
  inError('no-message', 'without a message', (name, inner) => {
    const { message: _message, ...rest } = inner
    return { [name]: rest }
  }),
  inError('other-code', 'with the code of another error', (name, inner) => ({
    [name]: { ...inner, code: inner.code === 418 ? 417 : 418 },
  })),
]

function inError(
  slug: string,
  how: string,
  change: (name: string, inner: Readonly<Record<string, unknown>>) => unknown,
): Spoiling {
  return {
    slug,
    how,
    change: (reply) => {
      const said = jsonOf(reply)
      const [entry] = isJsonObject(said) ? Object.entries(said) : []
      if (entry === undefined || !isJsonObject(entry[1])) return reply
      return { ...reply, body: JSON.stringify(change(entry[0], entry[1])) }
    },
  }
}

/** The same for a body without such a member. */
const OF_FLAT_ERROR: readonly Spoiling[] = [
  inFlatError('undeclared-field', 'with a field that no document has', (said) => ({
    ...said,
    attest_undeclared: 'attest',
  })),
  inFlatError('no-message', 'without a message', ({ message: _message, ...rest }) => rest),
  inFlatError('other-code', 'with the code of another error', (said) => ({
    ...said,
    code: '418 Attest',
  })),
]

function inFlatError(
  slug: string,
  how: string,
  change: (said: JsonObject) => JsonObject,
): Spoiling {
  return {
    slug,
    how,
    change: (reply) => {
      const said = jsonOf(reply)
      return isJsonObject(said) ? { ...reply, body: JSON.stringify(change(said)) } : reply
    },
  }
}

const UNEXPECTED: Spoiling = {
  slug: 'unexpected-body',
  how: 'with a body where there is none',
  change: typed('application/json', '{"attest":"attest"}'),
}

/** Faults of whole bodies: another type, cut off, missing, or present where none is documented. */
export function bodyFaults(): Fault[] {
  return operations.flatMap((operation) =>
    promisedAnswers(operation).flatMap((rule) =>
      spoilingsOf(rule).map((spoiling) => bodyFault(operation, rule, spoiling)),
    ),
  )
}

function spoilingsOf({ status, content }: ResponseRule): readonly Spoiling[] {
  // A client ignores a body after a 204.
  if (content.length === 0) return status === 204 ? [] : [UNEXPECTED]
  if (status < 400) return OF_JSON
  const [first] = content
  const isFlat = first !== undefined && formOf(first) === 'flat'
  const takesPages = content.some(({ mediaType }) => mediaType === 'text/html')
  return [
    ...(isFlat ? OF_FLAT_ERROR : OF_ERROR),
    ...OF_JSON.slice(0, 2).filter(({ slug }) => slug !== 'html' || !takesPages),
  ]
}

function bodyFault({ id }: Operation, { status }: ResponseRule, spoiling: Spoiling): Fault {
  const { slug, how, change } = spoiling
  return {
    id: `${id}/${status}/body/${slug}`,
    kind: 'body',
    sentence: `${id} answers ${status} ${how}`,
    violates: [`${id}:${status}:*`],
    means: { tamper: () => changing({ operation: id, status }, (reply) => change(reply)) },
  }
}
