import { resolve } from 'node:path'
import { isSettings } from '../openstack/cloud-config-settings.ts'
import type { Selection } from '../plan/pick-microversions.ts'
import type { Limits, Settings } from './settings.ts'
import { SettingsError } from './settings-error.ts'
import { describeIssues, type Fault } from './settings-fault.ts'
import { readSettingsFile, type SettingsFile } from './settings-file.ts'
import { asDocument, type SettingsFlags } from './settings-flags.ts'
import { type SettingsDocument, settingsSchema } from './settings-schema.ts'

const DEFAULT_FILE = 'attest.yaml'

export interface SettingsSources {
  /** What `--config` names, relative to `cwd`; without it `attest.yaml`, if `cwd` has one. */
  readonly file?: string | undefined
  /** Absolute path of the working directory. */
  readonly cwd: string
  readonly flags: SettingsFlags
}

/**
 * What the user set: options of the command line over the file over the defaults. Personas are
 * merged one by one, and accepted reasons add up. Throws {@link SettingsError} for the first fault.
 */
export function loadSettings({ file: named, cwd, flags }: SettingsSources): Settings {
  const path = resolve(cwd, named ?? DEFAULT_FILE)
  const file = readSettingsFile(path)
  if (file === undefined && named !== undefined) throw missingFile(path)
  const inFile = file === undefined ? {} : file.value
  const fromFile = check(inFile, file)
  const typed = asDocument(flags)
  const fromFlags = check(typed)
  const merged = settingsSchema.parse({
    ...(isSettings(inFile) && inFile),
    ...typed,
    personas: { ...fromFile.personas, ...fromFlags.personas },
    'accept-not-tested': [...fromFile['accept-not-tested'], ...fromFlags['accept-not-tested']],
  })
  return { ...(file !== undefined && { file: path }), ...asSettings(merged) }
}

/** Parses a file, or without one the options. Throws {@link SettingsError}. */
function check(value: unknown, file?: SettingsFile): SettingsDocument {
  const parsed = settingsSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const faults = describeIssues(parsed.error.issues, value, (path) => file?.sourceOf(path))
  const errors = faults.map((fault) => (file ? errorInFile(fault, file) : errorInOption(fault)))
  const [first = parsed.error] = errors.sort(asTheyStand)
  throw first
}

function errorInFile({ path, part, ...fault }: Fault, file: SettingsFile): SettingsError {
  const key = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return new SettingsError({
    ...fault,
    file: file.path,
    at: file.placeOf(path, part),
    ...(path.length > 0 && { key: key.join('').slice(1) }),
  })
}

/** Options are named as the keys of the file are. */
function errorInOption({ path: [key], part: _, ...fault }: Fault): SettingsError {
  return new SettingsError({ ...fault, key: `--${String(key)}` })
}

function asTheyStand({ at: a }: SettingsError, { at: b }: SettingsError): number {
  return a === undefined || b === undefined ? 0 : a.line - b.line || a.column - b.column
}

function missingFile(path: string): SettingsError {
  return new SettingsError({
    file: path,
    problem: 'does not exist',
    expected: 'the file that --config names',
    advice: `correct the path, or leave --config out to use ./${DEFAULT_FILE}`,
  })
}

function asSettings(document: SettingsDocument): Settings {
  const { cloud, image, flavor, network, deadlines } = document
  const volumeType = document['volume-type']
  const multiattachType = document['multiattach-type']
  return {
    ...(cloud !== undefined && { cloud }),
    personas: document.personas,
    ...(image !== undefined && { image }),
    ...(flavor !== undefined && { flavor }),
    ...(network !== undefined && { network }),
    ...(volumeType !== undefined && { volumeType }),
    ...(multiattachType !== undefined && { multiattachType }),
    volumeSizeGiB: document['volume-size'],
    absent: document.absent,
    budget: document.budget,
    deadlines: {
      bootMs: deadlines.boot * 1000,
      transitionMs: deadlines.transition * 1000,
      ...(deadlines.answer !== undefined && { answerMs: deadlines.answer * 1000 }),
    },
    limits: limitsOf(document),
    selection: selectionOf(document.microversions),
    acceptNotTested: [...new Set(document['accept-not-tested'])],
    strict: document.strict,
    out: document.out,
  }
}

function limitsOf(document: SettingsDocument): Limits {
  const servers = document['max-servers']
  const volumes = document['max-volumes']
  const requestsPerSecond = document['max-requests-per-second']
  const time = document['max-time']
  return {
    ...(servers !== undefined && { servers }),
    ...(volumes !== undefined && { volumes }),
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    ...(time !== undefined && { timeMs: inMs(time) }),
  }
}

const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }

function inMs(time: string): number {
  return Number(time.slice(0, -1)) * (UNIT_MS[time.slice(-1)] ?? 0)
}

function selectionOf(chosen: SettingsDocument['microversions']): Selection {
  return typeof chosen === 'string'
    ? { kind: chosen }
    : { kind: 'listed', versions: [...new Set(chosen)] }
}
