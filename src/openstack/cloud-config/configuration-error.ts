import { oneLine } from '../one-line.ts'

/** The facts of a {@link ConfigurationError}. None may have the value of a secret. */
export interface ConfigurationFault {
  /** Absolute path, where known with `:line:column`; absent when the setting is in no file. */
  readonly file?: string
  /** The setting: `clouds.lab.auth.password`, `OS_PASSWORD`. */
  readonly key?: string
  /** What is wrong, as the end of a sentence that begins with the key: `is missing`. */
  readonly problem: string
  readonly expected: string
  readonly advice: string
}

/** A cloud entry cannot be used, or not be found. The message is one line. */
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
