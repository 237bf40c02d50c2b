import type { CloudConfig } from '../openstack/cloud-config/cloud-config.ts'
import type { Session } from '../openstack/session.ts'

/** The user whose credentials discovery uses: a session with the target, or a recorded one. */
export type Asker = Pick<Session, 'persona' | 'projectId' | 'versions' | 'regions' | 'ask'> & {
  readonly config: Pick<CloudConfig, 'name' | 'authUrl' | 'file'>
}
