import { packagedServices } from '../openapi/load-services.ts'
import { parsePersonaFlags } from './persona-flag.ts'
import { SELECTION_WORDS } from './settings-schema.ts'
import { wishesIn } from './target-fields.ts'

/** The options of the command line that correspond to keys of attest.yaml, as they were typed. */
export interface SettingsFlags {
  readonly cloud?: string | undefined
  /** Repeatable: `reader=lab-reader`. */
  readonly persona?: readonly string[] | undefined
  /** Repeatable; they replace those of the file. */
  readonly document?: readonly string[] | undefined
  /** By their names in attest.yaml: settings about the target, and limits. */
  readonly ofTarget?: Readonly<Record<string, string | undefined>>
  /** `changes`, `edges`, `all`, or versions such as `2.1,2.60,3.44`. */
  readonly microversions?: string | undefined
  /** Repeatable. */
  readonly acceptNotTested?: readonly string[] | undefined
  readonly strict?: boolean | undefined
  readonly maxRequestsPerSecond?: string | undefined
  /** Such as `30m`. */
  readonly maxTime?: string | undefined
  readonly out?: string | undefined
}

/** The given options in the form of attest.yaml. Throws `SettingsError` for an invalid persona. */
export function asDocument(flags: SettingsFlags): Readonly<Record<string, unknown>> {
  const given = {
    cloud: flags.cloud,
    personas: flags.persona && parsePersonaFlags(flags.persona),
    document: flags.document,
    ...ofTarget(flags.ofTarget),
    microversions: flags.microversions === undefined ? undefined : versions(flags.microversions),
    'accept-not-tested': flags.acceptNotTested,
    strict: flags.strict,
    'max-requests-per-second': number(flags.maxRequestsPerSecond),
    'max-time': flags.maxTime,
    out: flags.out,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** Names and ids stay texts, even those that consist of digits. */
function ofTarget(typed: SettingsFlags['ofTarget'] = {}): Readonly<Record<string, unknown>> {
  const texts = new Set(
    wishesIn(packagedServices())
      .filter((wish) => wish.number === undefined)
      .map(({ name }) => name),
  )
  return Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, texts.has(name) ? value : number(value)]),
  )
}

/** What is no number stays as it was typed, so that the error quotes it. */
function number(typed: string | undefined): number | string | undefined {
  return typed !== undefined && /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed
}

/**
 * A single word stays a text, even a misspelt one, so that it is not taken for a list of versions.
 */
function versions(typed: string): string | readonly string[] {
  const word = typed.trim()
  const isWord = SELECTION_WORDS.some((known) => known === word) || !/[\d,]/.test(word)
  return isWord ? word : word.split(',').map((part) => part.trim())
}
