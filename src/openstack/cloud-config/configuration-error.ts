import { oneLine } from '../one-line.ts'

/** What a {@link ConfigurationError} says. No part of it may hold a secret's value. */
export interface ConfigurationFault {
  /** Absolute path, if need be with `:line:column`; absent when the setting came from elsewhere. */
  readonly file?: string
  /** The setting: `clouds.lab.auth.password`, `OS_PASSWORD`. */
  readonly key?: string
  /** What is wrong, as the end of a sentence that begins with the key: `is missing`. */
  readonly problem: string
  readonly expected: string
  readonly advice: string
}

/** A cloud entry, or the way to it, is not usable. The message is one line. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly file: string | undefined
  readonly key: string | undefined
  readonly expected: string
  readonly advice: string

  constructor({ file, key, problem, expected, advice }: ConfigurationFault) {
    const place = [file, key].filter((part) => part !== undefined).join(': ')
    super(oneLine(`${place} ${problem}: expected ${expected}; ${advice}`))
    this.file = file
    this.key = key
    this.expected = expected
    this.advice = advice
  }
}
