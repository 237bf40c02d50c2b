import { resolve } from 'node:path'
import type { TargetWishes } from '../discover/target.ts'
import { wishValue } from '../journal/events/target-schema.ts'
import { packagedServices } from '../openapi/load-services.ts'
import { isSettings } from '../openstack/cloud-config/settings.ts'
import { ownValue } from '../own-value.ts'
import type { Selection } from '../plan/pick-microversions.ts'
import { checkDocument, keyOf } from './check-document.ts'
import { loadWaivers, waiversIn } from './load-waivers.ts'
import type { Limits, NamedDocument, Settings, SettingsWaiver } from './settings.ts'
import { SettingsError } from './settings-error.ts'
import { readSettingsFile, type SettingsFile } from './settings-file.ts'
import { asDocument, type SettingsFlags } from './settings-flags.ts'
import { inMs, type SettingsDocument, settingsSchema } from './settings-schema.ts'
import { limitName, resourcesIn, wishesIn } from './target-fields.ts'

const DEFAULT_FILE = 'attest.yaml'

export interface SettingsSources {
  /** The value of `--config`, relative to `cwd`; without it `attest.yaml`, if `cwd` has one. */
  readonly file?: string | undefined
  /** Absolute path of the working directory. */
  readonly cwd: string
  readonly flags: SettingsFlags
  /** The value of `--waivers`, relative to `cwd`. */
  readonly waivers?: string | undefined
}

/**
 * The user's settings: options of the command line override the file, and the file overrides the
 * defaults. Personas are merged one by one; accepted reasons and waivers of all sources are
 * combined. Throws {@link SettingsError} for the first fault.
 */
export function loadSettings({ file: named, cwd, flags, waivers }: SettingsSources): Settings {
  const path = resolve(cwd, named ?? DEFAULT_FILE)
  const file = readSettingsFile(path)
  if (file === undefined && named !== undefined) throw missingFile(path)
  const schema = settingsSchema()
  const inFile = file === undefined ? {} : file.value
  const fromFile = checkDocument(schema, inFile, file)
  const typed = asDocument(flags)
  const fromFlags = checkDocument(schema, typed)
  const merged = schema.parse({
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
  const { cloud, deadlines } = document
  return {
    ...(cloud !== undefined && { cloud }),
    personas: document.personas,
    documents,
    wishes: { values: valuesOf(document), absent: document.absent },
    budget: budgetIn(document),
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

/** The user's setting about the target, or the default. */
function valuesOf(document: SettingsDocument): TargetWishes['values'] {
  const wished = wishesIn(packagedServices()).flatMap(({ name }) => {
    const value = wishValue.safeParse(ownValue<unknown>(document, name)).data
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(wished)
}

/** By the id of the kind of resource; the file uses the plural. */
function budgetIn({ budget }: SettingsDocument): Settings['budget'] {
  const counted = resourcesIn(packagedServices()).flatMap(({ kind, plural }) => {
    const count = budget[plural]
    return count === undefined ? [] : [[kind, count] as const]
  })
  return Object.fromEntries(counted)
}

function limitsOf(document: SettingsDocument): Limits {
  const limited = resourcesIn(packagedServices()).flatMap((resource) => {
    const limit = ownValue<unknown>(document, limitName(resource))
    return typeof limit === 'number' ? [[resource.kind, limit] as const] : []
  })
  const requestsPerSecond = document['max-requests-per-second']
  const time = document['max-time']
  return {
    resources: Object.fromEntries(limited),
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    ...(time !== undefined && { timeMs: inMs(time) }),
  }
}

function selectionOf(chosen: SettingsDocument['microversions']): Selection {
  return typeof chosen === 'string'
    ? { kind: chosen }
    : { kind: 'listed', versions: [...new Set(chosen)] }
}
