import type { ContentRule, ResponseRule } from '../openapi/at-version/operation-view.ts'
import { pointer, valueAt } from '../openapi/json-pointer.ts'
import type { Microversion } from '../openapi/microversion.ts'
import type { SchemaFault } from '../openapi/schemas/schema-validator.ts'
import type { ExchangeResponse } from '../openstack/exchange.ts'
import { isJson, mediaTypeOf } from './media-type.ts'
import { shorten, showHeader, showValue } from './show-value.ts'
import type { Violation } from './violation.ts'

const NONE: readonly Violation[] = []

/** Checks the body of a response: whether there is one, its media type, and its schema. */
export function judgeBody(
  rule: ResponseRule,
  { body, headers }: ExchangeResponse,
  asked: Microversion | undefined,
): readonly Violation[] {
  const [first] = rule.content
  if (first === undefined) {
    const unexpected = { code: 'unexpected-body', at: '', rule: rule.pointer } as const
    return body.kind === 'empty' ? [] : [{ ...unexpected, expected: 'no body', got: body.kind }]
  }
  if (body.kind === 'empty') {
    const expected = `a body of ${typesOf(rule)}`
    return [{ code: 'missing-body', at: '', rule: rule.pointer, expected, got: 'none' }]
  }
  const sent = mediaTypeOf(headers)
  const content = rule.content.find(({ mediaType }) => mediaType === sent)
  if (content !== undefined) return judgeContent(content, body, asked)
  const typed: Violation = {
    code: 'content-type',
    at: 'header content-type',
    rule: first.pointer,
    expected: typesOf(rule),
    got: sent === undefined ? 'none' : showHeader('content-type', sent),
  }
  return [typed, ...judgeContent(first, body, asked)]
}

function typesOf({ content }: ResponseRule): string {
  return content.map(({ mediaType }) => mediaType).join(' or ')
}

function judgeContent(
  { mediaType, validate, pointer: rule }: ContentRule,
  body: Exclude<ExchangeResponse['body'], { kind: 'empty' }>,
  asked: Microversion | undefined,
): readonly Violation[] {
  if (body.kind === 'json') {
    const faults = validate(body.value)
    return faults.length === 0 ? NONE : faults.map((fault) => violationOf(fault, body.value, asked))
  }
  if (!isJson(mediaType)) {
    return validate(body.text).map((fault) => violationOf(fault, body.text, asked))
  }
  return [{ code: 'not-json', at: '', rule, expected: 'JSON', got: 'text that is not JSON' }]
}

function violationOf(
  fault: SchemaFault,
  body: unknown,
  asked: Microversion | undefined,
): Violation {
  const { keyword, rule } = fault
  const whole = fault.at + (fault.property === undefined ? '' : pointer(fault.property))
  const got = showValue(valueAt(body, whole), whole)
  // The target chooses the names of undocumented properties, and they may be very long.
  const at = shorten(whole)
  const property = fault.property && shorten(fault.property)
  if (property === undefined) return { code: 'schema', at, rule, expected: fault.expected, got }
  return keyword === 'required' || keyword === 'dependentRequired'
    ? {
        code: 'missing-property',
        at,
        rule,
        expected: `"${property}"${atVersion(asked)}`,
        got: 'none',
      }
    : {
        code: 'undocumented-property',
        at,
        rule,
        expected: `no "${property}"${atVersion(asked)}`,
        got,
      }
}

function atVersion(asked: Microversion | undefined): string {
  return asked === undefined ? '' : ` at ${asked}`
}
