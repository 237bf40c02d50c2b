import type { RunRecord } from '../../src/journal/record/run-record.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import type { Session } from '../../src/openstack/session.ts'
import { UsageError } from '../errors/usage-error.ts'

/** The option for each persona that owns resources of a run. */
const OPTIONS = { member: '--cloud', stranger: '--persona stranger=' } as const

/**
 * A user of another project cannot see what the run has left, so it would seem to be gone. Throws
 * UsageError.
 */
export function refuseOtherProject(
  personaAccess: RunRecord['personaAccess'],
  sessions: ReadonlyMap<Persona, Session>,
): void {
  for (const persona of ['member', 'stranger'] as const) {
    const [was, session] = [personaAccess[persona]?.projectId, sessions.get(persona)]
    if (was === undefined || session === undefined || session.projectId === was) continue
    throw new UsageError(
      `the ${persona} of the run was in project ${was}, but ${session.config.name} is in ${session.projectId}: name the run's own with ${OPTIONS[persona]}`,
    )
  }
}
