import type { ResponseRule, TextRule } from '../openapi/at-version/operation-view.ts'
import type { Headers } from '../openstack/exchange.ts'
import type { Asked } from './asked-microversion.ts'
import {
  type HeaderCheck,
  headerChecks,
  microversionHeaders,
  type ServiceProtocol,
} from './header-checks.ts'
import { showHeader } from './show-value.ts'
import type { Violation } from './violation.ts'

/** Written without groups and flags, which would be slower: every answer is matched against it. */
const REQUEST_ID =
  /^[rR][eE][qQ]-[\da-fA-F]{8}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{4}-[\da-fA-F]{12}$/

/** Checks the declared headers of a response: that required ones are present, and their values. */
export function judgeHeaders(
  rule: ResponseRule,
  headers: Headers,
  protocol: ServiceProtocol,
  asked: Asked,
): readonly Violation[] {
  const violations: Violation[] = []
  const otherIds: Violation[] = []
  let id: { readonly rule: TextRule; readonly value: string; isRight: boolean } | undefined
  for (const check of headerChecks(rule, protocol)) {
    const value = headers[check.rule.name]
    const tellsId = check.about === 'request-id' && value !== undefined
    // A request has one id: all headers that name it must have the same value.
    if (tellsId && id !== undefined) {
      if (id.value !== value) otherIds.push(differs(id, check.rule, value))
      else if (id.isRight) continue
    }
    if (asked.unreadable && check.tellsMicroversion) continue
    const isRight = value !== undefined && says(check, value, protocol, asked)
    if (tellsId) id ??= { rule: check.rule, value, isRight }
    if (!isRight) judgeHeader(check, value, protocol, asked, violations)
  }
  return otherIds.length === 0 ? violations : [...violations, ...otherIds]
}

function judgeHeader(
  { rule, about }: HeaderCheck,
  value: string | undefined,
  protocol: ServiceProtocol,
  asked: Asked,
  violations: Violation[],
): void {
  const { name, required } = rule
  const expected = expectation(about, protocol, asked)
  if (value === undefined) {
    if (required)
      violations.push(violation('missing-header', rule, expected ?? 'the header', 'none'))
  } else if (expected !== undefined) {
    violations.push(violation('wrong-header', rule, expected, showHeader(name, value)))
  } else {
    for (const fault of rule.validate(value)) {
      violations.push(violation('wrong-header', rule, fault.expected, showHeader(name, value)))
    }
  }
}

/** The expected value of a header that the protocol defines, for messages; undefined for any other. */
function expectation(
  about: HeaderCheck['about'],
  { microversions }: ServiceProtocol,
  { version }: Asked,
): string | undefined {
  switch (about) {
    case 'microversion':
      return `${microversions?.name} ${version}`
    case 'legacy-microversion':
      return version
    case 'vary':
      return microversionHeaders(microversions?.legacyHeader).join(', ')
    case 'request-id':
      return 'req-<UUID>'
    case 'anything':
      return undefined
  }
}

/** Whether a header that the protocol defines has the expected value; false for any other header. */
function says(
  check: HeaderCheck,
  value: string,
  { microversions }: ServiceProtocol,
  { version }: Asked,
): boolean {
  switch (check.about) {
    case 'microversion':
      return tells(value.trim(), microversions?.name, version)
    case 'legacy-microversion':
      return value.trim() === version
    case 'request-id':
      return REQUEST_ID.test(value)
    case 'vary':
      if (value === check.seenRight) return true
      if (!namesAll(value, microversions?.legacyHeader)) return false
      check.seenRight = value
      return true
    case 'anything':
      return false
  }
}

/** Whether a text is the name, a space and the version; compared in place, since it runs for every answer. */
function tells(text: string, name: string | undefined, version: string | undefined): boolean {
  return (
    name !== undefined &&
    version !== undefined &&
    text.length === name.length + 1 + version.length &&
    text.startsWith(name) &&
    text[name.length] === ' ' &&
    text.endsWith(version)
  )
}

function namesAll(value: string, legacy: string | undefined): boolean {
  const named = value.toLowerCase().split(/\s*,\s*/)
  return microversionHeaders(legacy).every((header) => named.includes(header.toLowerCase()))
}

function differs(
  id: { readonly rule: TextRule; readonly value: string },
  other: TextRule,
  value: string,
): Violation {
  const expected = `the same as in ${id.rule.name}: ${showHeader(id.rule.name, id.value)}`
  return violation('wrong-header', other, expected, showHeader(other.name, value))
}

function violation(
  code: 'missing-header' | 'wrong-header',
  { name, pointer }: TextRule,
  expected: string,
  got: string,
): Violation {
  return { code, at: `header ${name}`, rule: pointer, expected, got }
}
