import type { Op } from '../history/step.ts'
import type { AnsweredCall } from './call.ts'
import type { KnownBug } from './known-bugs.ts'

export const DEADLOCK = 'block-storage.delete:deadlock' satisfies KnownBug
export const DETACHED_MEANWHILE = 'compute.update:detached-meanwhile' satisfies KnownBug

/** Calls that a cloud with one of these bugs answers with 500; the rules of these calls say in which states. */
const FAILING_BY_BUG: Readonly<Partial<Record<Op, KnownBug>>> = {
  'block-storage.delete': DEADLOCK,
  'compute.update': DETACHED_MEANWHILE,
}

/**
 * Calls that releases of upstream answer with 500 where they should be refused; the rules of these
 * calls say in which states.
 *
 * - Start, stop, shelve and unshelve of a server that is being changed already: Nova up to 2026.2 checks that
 *   nothing is under way, and fails where something has begun since (docs/upstream-reports.md).
 * - A connection of a volume in error: older releases (erratum block-storage.update:409-after-seed).
 * - A connection of an attachment that is being deleted: Cinder up to 2026.2 (docs/upstream-reports.md).
 */
const FAILING: readonly Op[] = [
  'server.stop',
  'server.start',
  'server.shelve',
  'server.unshelve',
  'block-storage.update',
]

/** Whether an answer is such a failure, or one of these bugs. */
export function isKnownError(
  { step: { op }, status }: AnsweredCall,
  bugs: readonly KnownBug[],
): boolean {
  const bug = FAILING_BY_BUG[op]
  return status === 500 && (FAILING.includes(op) || (bug !== undefined && bugs.includes(bug)))
}
