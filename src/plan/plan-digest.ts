import { createHash } from 'node:crypto'
import { canonicalJson } from '../openapi/json.ts'
import type { PlannedCase } from './case.ts'

/** `sha256:<hex>` of a plan; the order of its cases makes no difference. */
export function planDigest(cases: readonly PlannedCase[]): string {
  const lines = cases.map((planned) => canonicalJson(planned)).sort()
  return `sha256:${createHash('sha256').update(lines.join('\n')).digest('hex')}`
}
