import { isJsonObject } from '../openapi/json.ts'
import { type JsonPointer, segmentsOf } from '../openapi/json-pointer.ts'

const LONGEST = 200
const HIDDEN = '(hidden)'
const SECRET_PARENT = /^(connector|connection_info)$/i
const SECRET_NAME = /token|password|passwd|secret|credential|auth_|passphrase|private_?key/i
const SECRET_HEADER = /token|cookie|secret|password|^authorization$/i

/** A value of a body for a message: at most 200 characters and without secrets. */
export function showValue(value: unknown, at: JsonPointer): string {
  const secret = segmentsOf(at).some(isSecretName)
  const shown = JSON.stringify(secret ? hideTexts(value) : hideSecrets(value))
  return shorten(shown ?? 'nothing')
}

/** A header's value for a message: at most 200 characters and without secrets. */
export function showHeader(name: string, value: string): string {
  return SECRET_HEADER.test(name) ? HIDDEN : shorten(value)
}

function isSecretName(name: string): boolean {
  return SECRET_PARENT.test(name) || SECRET_NAME.test(name)
}

function hideSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hideSecrets)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      isSecretName(name) ? hideTexts(member) : hideSecrets(member),
    ]),
  )
}

function hideTexts(value: unknown): unknown {
  if (typeof value === 'string') return HIDDEN
  if (Array.isArray(value)) return value.map(hideTexts)
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, hideTexts(member)]),
  )
}

/** At most 200 characters of a text that a target chose. */
export function shorten(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}
