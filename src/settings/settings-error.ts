import { oneLine } from '../openstack/one-line.ts'

/** The facts of a {@link SettingsError}. */
export interface SettingsFault {
  /** Absolute path; absent for an option of the command line. */
  readonly file?: string
  /** Where in the file; both count from 1. */
  readonly at?: { readonly line: number; readonly column: number }
  /**
   * The setting or option: `budget.servers`, `--persona`; absent when the fault is in the whole
   * file.
   */
  readonly key?: string
  /** What is wrong, as the end of a sentence that begins with the key: `is missing`. */
  readonly problem: string
  readonly expected: string
  readonly advice: string
}

/** A setting, in attest.yaml or on the command line, is not valid. The message is one line. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly file: string | undefined
  readonly at: SettingsFault['at']
  readonly key: string | undefined
  readonly expected: string
  readonly advice: string

  constructor({ file, at, key, problem, expected, advice }: SettingsFault) {
    const place = at === undefined ? file : `${file}:${at.line}:${at.column}`
    const subject = [place, key].filter((part) => part !== undefined).join(': ')
    super(oneLine(`${subject} ${problem}: expected ${expected}; ${advice}`))
    this.file = file
    this.at = at
    this.key = key
    this.expected = expected
    this.advice = advice
  }
}
