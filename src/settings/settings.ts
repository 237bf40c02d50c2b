import type { TargetWishes } from '../discover/target.ts'
import type { Selection } from '../plan/pick-microversions.ts'
import type { Waiver } from '../waivers/waiver.ts'
import type { PersonaClouds } from './persona-flag.ts'
import type { SettingsFault } from './settings-error.ts'
import type { NOT_TESTED_REASONS } from './settings-schema.ts'

type NotTestedReason = (typeof NOT_TESTED_REASONS)[number]

/** A waiver, and the place where it is written: `waivers[0]` of a file. */
export interface SettingsWaiver extends Waiver {
  readonly place: Pick<SettingsFault, 'file' | 'at'> & { readonly key: string }
}

/**
 * A document that was chosen by name, and the place where: `document[0]` of a file, or an option.
 */
export interface NamedDocument {
  readonly name: string
  readonly place: Pick<SettingsFault, 'file' | 'at'> & { readonly key: string }
}

/** The limits that a run must not exceed, as far as they are set. */
export interface Limits {
  /** By kind of resource. */
  readonly resources: Readonly<Record<string, number>>
  readonly requestsPerSecond?: number
  readonly timeMs?: number
}

/** The user's settings, of attest.yaml and the command line, with the defaults filled in. */
export interface Settings {
  readonly wishes: TargetWishes
  /** Absolute path of the file that was read, if there was one. */
  readonly file?: string
  /** Entry of clouds.yaml of the member; absent: `OS_*` variables or the embedded target. */
  readonly cloud?: string
  readonly personas: PersonaClouds
  /** The API documents to test; empty: the default ones. */
  readonly documents: readonly NamedDocument[]
  /** How many resources of each kind may be used at the same time. */
  readonly budget: Readonly<Record<string, number>>
  readonly deadlines: {
    readonly bootMs: number
    readonly transitionMs: number
    readonly answerMs?: number
    /** For all leftovers of a run together. */
    readonly cleanUpMs: number
  }
  readonly limits: Limits
  readonly selection: Selection
  readonly acceptNotTested: readonly NotTestedReason[]
  /** Those of attest.yaml, followed by those of the `--waivers` file. */
  readonly waivers: readonly SettingsWaiver[]
  /** Failed recommendations (SHOULD) fail the run too. */
  readonly strict: boolean
  /** Folder of the runs, as written: absolute, or relative to the working directory. */
  readonly out: string
}
