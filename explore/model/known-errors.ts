import type { AnsweredCall } from './call.ts'

/**
 * A server whose power is being changed already: Nova up to 2026.2 checks that nothing is under way,
 * and fails with 500 where something has begun between the check and the change. See
 * docs/upstream-reports.md. The rules of these calls say where it may be answered.
 */
export function isKnownError({ step: { op }, status }: AnsweredCall): boolean {
  return status === 500 && (op === 'server.stop' || op === 'server.start')
}
