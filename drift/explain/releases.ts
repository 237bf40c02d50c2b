import type { Microversion } from '../../src/openapi/microversion.ts'
import type { Difference } from '../compare/difference.ts'
import type { Facts } from '../facts/facts.ts'

/** A release, and how a document differs from it. */
export interface ComparedRelease {
  readonly release: string
  readonly schemas: boolean
  readonly newest: Microversion | undefined
  readonly differences: readonly Difference[]
}

export function comparedRelease(
  { release, schemas, newest }: Facts,
  differences: readonly Difference[],
): ComparedRelease {
  return { release, schemas, newest: newest?.version, differences }
}
