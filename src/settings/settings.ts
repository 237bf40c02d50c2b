import type { TargetWishes } from '../discover/target.ts'
import type { Selection } from '../plan/pick-microversions.ts'
import type { Waiver } from '../waivers/waiver.ts'
import type { PersonaClouds } from './persona-flag.ts'
import type { SettingsFault } from './settings-error.ts'
import type { NOT_TESTED_REASONS } from './settings-schema.ts'

type NotTestedReason = (typeof NOT_TESTED_REASONS)[number]

/** A waiver, and where it is written: `waivers[0]` of a file. */
export interface SettingsWaiver extends Waiver {
  readonly place: Pick<SettingsFault, 'file' | 'at'> & { readonly key: string }
}

/** A document that was chosen by name, and where: `document[0]` of a file, or an option. */
export interface NamedDocument {
  readonly name: string
  readonly place: Pick<SettingsFault, 'file' | 'at'> & { readonly key: string }
}

/** What a run must not exceed, as far as anything is set. */
export interface Limits {
  /** By kind of resource. */
  readonly resources: Readonly<Record<string, number>>
  readonly requestsPerSecond?: number
  readonly timeMs?: number
}

/** What a user set, in attest.yaml and on the command line, with the defaults filled in. */
export interface Settings {
  readonly wishes: TargetWishes
  /** Absolute path of the file that was read, if there was one. */
  readonly file?: string
  /** Entry of clouds.yaml of the member; absent: `OS_*` variables or the embedded target. */
  readonly cloud?: string
  readonly personas: PersonaClouds
  /** The API documents that are tested; none: the default ones. */
  readonly documents: readonly NamedDocument[]
  /** How many of each kind of resource may be used at a time. */
  readonly budget: Readonly<Record<string, number>>
  readonly deadlines: {
    readonly bootMs: number
    readonly transitionMs: number
    readonly answerMs?: number
    /** For all that a run has left, together. */
    readonly cleanUpMs: number
  }
  readonly limits: Limits
  readonly selection: Selection
  readonly acceptNotTested: readonly NotTestedReason[]
  /** Those of attest.yaml, and then those of the file that `--waivers` names. */
  readonly waivers: readonly SettingsWaiver[]
  /** Recommendations (SHOULD) decide on the verdict too. */
  readonly strict: boolean
  /** Folder of the runs, as written: absolute, or relative to the working directory. */
  readonly out: string
}
