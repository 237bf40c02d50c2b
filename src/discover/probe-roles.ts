import type { Persona } from '../openapi/contract.ts'
import type { Asker } from './asker.ts'

/**
 * Whether the cloud's policies keep a user without a fitting role from reading servers. Until
 * 2023.1 Compute's policies did so only where it was set up; a cloud without that cannot
 * show the documented 403. `unknown` when there is no guest to try it with.
 */
export async function probeRoles(
  sessions: ReadonlyMap<Persona, Asker>,
): Promise<boolean | 'unknown'> {
  const guest = sessions.get('guest')
  if (guest === undefined) return 'unknown'
  const { response } = await guest.ask({
    service: 'compute',
    method: 'GET',
    path: '/servers',
    query: { limit: '1' },
  })
  if (response?.status === 403) return true
  return response?.status === 200 ? false : 'unknown'
}
