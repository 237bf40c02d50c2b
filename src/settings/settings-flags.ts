import { parsePersonaFlags } from './persona-flag.ts'
import { SELECTION_WORDS } from './settings-schema.ts'

/** The options of the command line that set what attest.yaml sets too, as they were typed. */
export interface SettingsFlags {
  readonly cloud?: string | undefined
  /** Repeatable: `reader=lab-reader`. */
  readonly persona?: readonly string[] | undefined
  /** Repeatable; in place of those of the file. */
  readonly document?: readonly string[] | undefined
  readonly image?: string | undefined
  readonly flavor?: string | undefined
  readonly network?: string | undefined
  readonly volumeType?: string | undefined
  readonly multiattachType?: string | undefined
  /** `changes`, `edges`, `all`, or versions such as `2.1,2.60,3.44`. */
  readonly microversions?: string | undefined
  /** Repeatable. */
  readonly acceptNotTested?: readonly string[] | undefined
  readonly strict?: boolean | undefined
  readonly maxServers?: string | undefined
  readonly maxVolumes?: string | undefined
  readonly maxRequestsPerSecond?: string | undefined
  /** Such as `30m`. */
  readonly maxTime?: string | undefined
  readonly out?: string | undefined
}

/** The given options in the form of attest.yaml. Throws `SettingsError` for a bad persona. */
export function asDocument(flags: SettingsFlags): Readonly<Record<string, unknown>> {
  const given = {
    cloud: flags.cloud,
    personas: flags.persona && parsePersonaFlags(flags.persona),
    document: flags.document,
    image: flags.image,
    flavor: flags.flavor,
    network: flags.network,
    'volume-type': flags.volumeType,
    'multiattach-type': flags.multiattachType,
    microversions: flags.microversions === undefined ? undefined : versions(flags.microversions),
    'accept-not-tested': flags.acceptNotTested,
    strict: flags.strict,
    'max-servers': number(flags.maxServers),
    'max-volumes': number(flags.maxVolumes),
    'max-requests-per-second': number(flags.maxRequestsPerSecond),
    'max-time': flags.maxTime,
    out: flags.out,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

/** What is no number stays as it was typed, so that it is told what was expected. */
function number(typed: string | undefined): number | string | undefined {
  return typed !== undefined && /^\d+(\.\d+)?$/.test(typed) ? Number(typed) : typed
}

/** A word stays one, also a misspelt one, so that it is told from a list of versions. */
function versions(typed: string): string | readonly string[] {
  const word = typed.trim()
  const isWord = SELECTION_WORDS.some((known) => known === word) || !/[\d,]/.test(word)
  return isWord ? word : word.split(',').map((part) => part.trim())
}
