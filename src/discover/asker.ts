import type { CloudConfig } from '../openstack/cloud-config/cloud-config.ts'
import type { Session } from '../openstack/session.ts'

/** The user in whose name discovery asks: a session with the target, or what is recorded of one. */
export type Asker = Pick<Session, 'persona' | 'projectId' | 'versions' | 'regions' | 'ask'> & {
  readonly config: Pick<CloudConfig, 'name' | 'authUrl' | 'file'>
}
