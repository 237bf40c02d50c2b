import { resolve } from 'node:path'
import { isSettings } from '../openstack/cloud-config-settings.ts'
import type { Selection } from '../plan/pick-microversions.ts'
import { checkDocument, keyOf } from './check-document.ts'
import { loadWaivers, waiversIn } from './load-waivers.ts'
import type { Limits, NamedDocument, Settings, SettingsWaiver } from './settings.ts'
import { SettingsError } from './settings-error.ts'
import { readSettingsFile, type SettingsFile } from './settings-file.ts'
import { asDocument, type SettingsFlags } from './settings-flags.ts'
import { inMs, type SettingsDocument, settingsSchema } from './settings-schema.ts'

const DEFAULT_FILE = 'attest.yaml'

export interface SettingsSources {
  /** What `--config` names, relative to `cwd`; without it `attest.yaml`, if `cwd` has one. */
  readonly file?: string | undefined
  /** Absolute path of the working directory. */
  readonly cwd: string
  readonly flags: SettingsFlags
  /** What `--waivers` names, relative to `cwd`. */
  readonly waivers?: string | undefined
}

/**
 * What the user set: options of the command line over the file over the defaults. Personas are
 * merged one by one; accepted reasons and waivers add up. Throws {@link SettingsError} for the first fault.
 */
export function loadSettings({ file: named, cwd, flags, waivers }: SettingsSources): Settings {
  const path = resolve(cwd, named ?? DEFAULT_FILE)
  const file = readSettingsFile(path)
  if (file === undefined && named !== undefined) throw missingFile(path)
  const inFile = file === undefined ? {} : file.value
  const fromFile = checkDocument(settingsSchema, inFile, file)
  const typed = asDocument(flags)
  const fromFlags = checkDocument(settingsSchema, typed)
  const merged = settingsSchema.parse({
    ...(isSettings(inFile) && inFile),
    ...typed,
    personas: { ...fromFile.personas, ...fromFlags.personas },
    'accept-not-tested': [...fromFile['accept-not-tested'], ...fromFlags['accept-not-tested']],
  })
  const excused = [
    ...waiversIn(fromFile.waivers, file),
    ...(waivers === undefined ? [] : loadWaivers(waivers, cwd)),
  ]
  const documents =
    fromFlags.document === undefined
      ? documentsIn(fromFile.document, file)
      : fromFlags.document.map((name) => ({ name, place: { key: '--document' } }))
  return { ...(file !== undefined && { file: path }), ...asSettings(merged, excused, documents) }
}

function documentsIn(names: readonly string[] = [], file?: SettingsFile): NamedDocument[] {
  return names.map((name, index) => {
    const path = ['document', index]
    const at = file && { file: file.path, at: file.placeOf(path) }
    return { name, place: { key: keyOf(path), ...at } }
  })
}

function missingFile(path: string): SettingsError {
  return new SettingsError({
    file: path,
    problem: 'does not exist',
    expected: 'the file that --config names',
    advice: `correct the path, or leave --config out to use ./${DEFAULT_FILE}`,
  })
}

function asSettings(
  document: SettingsDocument,
  waivers: readonly SettingsWaiver[],
  documents: readonly NamedDocument[],
): Settings {
  const { cloud, image, flavor, network, deadlines } = document
  const volumeType = document['volume-type']
  const multiattachType = document['multiattach-type']
  return {
    ...(cloud !== undefined && { cloud }),
    personas: document.personas,
    documents,
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
      cleanUpMs: deadlines['clean-up'] * 1000,
      ...(deadlines.answer !== undefined && { answerMs: deadlines.answer * 1000 }),
    },
    limits: limitsOf(document),
    selection: selectionOf(document.microversions),
    acceptNotTested: [...new Set(document['accept-not-tested'])],
    waivers,
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

function selectionOf(chosen: SettingsDocument['microversions']): Selection {
  return typeof chosen === 'string'
    ? { kind: chosen }
    : { kind: 'listed', versions: [...new Set(chosen)] }
}
