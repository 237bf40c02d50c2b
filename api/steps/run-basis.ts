import type { Target } from '../../src/discover/target.ts'
import type { PersonaAccess, RunBasis } from '../../src/journal/events/plan-events.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import type { CloudConfig, CloudPlace } from '../../src/openstack/cloud-config/cloud-config.ts'
import type { Session } from '../../src/openstack/session.ts'
import type { Settings } from '../../src/settings/settings.ts'

/** The basis of a run's cases, for the journal: with it they can be run again, offline. */
export function runBasisOf(
  run: string,
  target: Target,
  sessions: ReadonlyMap<Persona, Session>,
  settings: Pick<Settings, 'wishes' | 'deadlines' | 'budget'>,
): RunBasis {
  const personaAccess = accessOfPersonas(sessions)
  const { wishes, deadlines, budget } = settings
  const { bootMs, transitionMs } = deadlines
  return { run, target, wishes, deadlines: { bootMs, transitionMs }, budget, personaAccess }
}

/** The project and user of each persona, and where its calls go; nothing of its secrets. */
export function accessOfPersonas(
  sessions: ReadonlyMap<Persona, Session>,
): RunBasis['personaAccess'] {
  const personaAccess: Partial<Record<Persona, PersonaAccess>> = {}
  for (const [persona, session] of sessions) {
    const { projectId, userId, endpoints, tokenIsGiven, config } = session
    const cloud = persona === 'nobody' ? {} : { cloud: placeOf(config) }
    const user = userId === undefined ? {} : { userId }
    personaAccess[persona] = { projectId, ...user, endpoints, tokenIsGiven, ...cloud }
  }
  return personaAccess
}

/** The fields of a clouds entry that decide where the cloud is; none of its secrets. */
function placeOf({
  name,
  authUrl,
  regionName,
  interface: chosen,
  services,
}: CloudConfig): CloudPlace {
  return {
    name,
    authUrl,
    ...(regionName !== undefined && { regionName }),
    interface: chosen,
    services,
  }
}
