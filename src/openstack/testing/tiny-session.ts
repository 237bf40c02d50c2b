import { afterEach, beforeEach, vi } from 'vitest'
import type { CloudConfig } from '../cloud-config/cloud-config.ts'
import type { Credential } from '../identity/credential.ts'
import { Secret } from '../secrets/secret.ts'
import { Session, type SessionOptions } from '../session.ts'
import { TinyCloud } from './tiny-cloud.ts'

const PASSWORD: Credential = {
  method: 'password',
  user: { name: 'ada', domain: { name: 'Default' } },
  password: new Secret('hush-hush'),
  project: { name: 'atlas', domain: { id: 'default' } },
}

/** A {@link TinyCloud} for each test of a file, and its sessions. */
export class TinyTarget {
  cloud = new TinyCloud()
  readonly #sessions: Session[] = []

  constructor() {
    beforeEach(async () => {
      this.cloud = new TinyCloud()
      await this.cloud.start()
    })
    afterEach(async () => {
      vi.useRealTimers()
      await Promise.all(this.#sessions.splice(0).map((session) => session.close()))
      await this.cloud.stop()
    })
  }

  async open(
    changes: Partial<CloudConfig> = {},
    options: Partial<SessionOptions> = {},
  ): Promise<Session> {
    return this.keep(
      await Session.open(
        {
          name: 'tiny',
          file: '/etc/tiny/clouds.yaml',
          authUrl: this.cloud.url,
          credential: PASSWORD,
          interface: 'public',
          tls: { verify: true },
          services: { compute: {}, 'block-storage': {}, image: {}, identity: {} },
          ...changes,
        },
        { persona: 'member', ...options },
      ),
    )
  }

  /** Closes the session after the test. */
  keep(session: Session): Session {
    this.#sessions.push(session)
    return session
  }
}
