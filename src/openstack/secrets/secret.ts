import { inspect } from 'node:util'
import { knownSecrets } from '../../redaction/known-secrets.ts'

/**
 * A password, token or the like that cannot be printed or serialised by accident, and that is removed
 * from all that this process writes.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
    knownSecrets.add(value)
  }

  /** The value itself, for the request that needs it. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return '[redacted]'
  }

  toJSON(): string {
    return '[redacted]'
  }

  [inspect.custom](): string {
    return '[redacted]'
  }
}
