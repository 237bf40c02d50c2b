import type { Body } from '../exchange.ts'
import { isTooDeep } from './json-depth.ts'

/** The JSON value of a body, whatever its content type is; undefined when it is not JSON. */
export function jsonOf(body: Body): unknown {
  if (body.kind === 'json') return body.value
  if (body.kind === 'empty' || isTooDeep(body.text)) return undefined
  try {
    return JSON.parse(body.text)
  } catch {
    return undefined
  }
}
