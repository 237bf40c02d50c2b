import { loadSettings } from '../src/settings/load-settings.ts'
import type { Settings } from '../src/settings/settings.ts'
import { type Names, refuseUnknownOptions } from './known-options.ts'

/** Settings by their names in a program; `attest.yaml` and the command line have the same. */
export interface SettingsChoice {
  /** A file of settings; by default `attest.yaml` in the working directory, if it is there. */
  readonly file?: string
  /**
   * Entry of clouds.yaml to test. Without it the cloud of the `OS_*` variables, and without these the
   * embedded reference cloud.
   */
  readonly cloud?: string
  /** The cloud entry of each persona: `{ reader: 'lab-reader' }`. */
  readonly personas?: Readonly<Record<string, string>>
  /** Ids of API documents to test in the place of the default ones. */
  readonly documents?: readonly string[]
  /** `changes` (default), `edges`, `all`, or a list such as `2.1,3.44`. */
  readonly microversions?: string
  /** Reason codes of known gaps, such as `missing-persona`. */
  readonly acceptNotTested?: readonly string[]
  /** Failed recommendations fail the run too. */
  readonly strict?: boolean
  /** A file of known failures. */
  readonly waivers?: string
  /** Stop all cases after this time, such as `30m`. */
  readonly maxTime?: string
}

const KNOWN: Names<SettingsChoice> = {
  ...{ file: true, cloud: true, personas: true, documents: true, microversions: true },
  ...{ acceptNotTested: true, strict: true, waivers: true, maxTime: true },
}

/**
 * Reads the file of settings, if there is one, and overrides it with what is given here. Throws
 * SettingsError, whose message names file and key, and UsageError for a name that is no setting.
 */
export function readSettings(choice: SettingsChoice = {}): Settings {
  refuseUnknownOptions('readSettings', choice, KNOWN)
  const { file, waivers, cloud, personas = {}, documents, microversions } = choice
  const { acceptNotTested, strict, maxTime } = choice
  return loadSettings({
    cwd: process.cwd(),
    file,
    waivers,
    flags: {
      cloud,
      persona: Object.entries(personas).map(([persona, entry]) => `${persona}=${entry}`),
      document: documents && [...documents],
      ofTarget: {},
      microversions,
      acceptNotTested: acceptNotTested && [...acceptNotTested],
      strict,
      maxRequestsPerSecond: undefined,
      maxTime,
    },
  })
}
