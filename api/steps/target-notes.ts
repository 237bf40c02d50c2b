import { versionNotes } from '../../reports/services.ts'
import type { Target } from '../../src/discover/target.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import type { Session } from '../../src/openstack/session.ts'

export interface Noted {
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
}

/** What was assumed about the target because nothing was configured: its region, its versions. */
export function targetNotes({ target, sessions }: Noted): readonly string[] {
  const region = regionTaken(sessions)
  return [...(region === undefined ? [] : [region]), ...versionNotes(target.identity)]
}

function regionTaken(sessions: ReadonlyMap<Persona, Session>): string | undefined {
  const member = sessions.get('member')
  if (member === undefined || member.otherRegions.length === 0) return undefined
  const { config, otherRegions } = member
  const taken = config.regionName ?? Object.values(member.regions)[0] ?? 'none'
  const from = config.otherRegions === undefined ? 'the catalog has' : 'the entry lists'
  return `region ${taken}, the first, for ${from} ${otherRegions.join(', ')} too: region_name in the entry or OS_REGION_NAME chooses another`
}
