import { resolve } from 'node:path'
import type { z } from 'zod'
import { checkDocument, keyOf } from './check-document.ts'
import type { SettingsWaiver } from './settings.ts'
import { SettingsError } from './settings-error.ts'
import { readSettingsFile, type SettingsFile } from './settings-file.ts'
import { waiversFileSchema } from './waiver-schema.ts'

type Written = z.output<typeof waiversFileSchema>['waivers']

/** The waivers of a separate file, relative to `cwd`. Throws {@link SettingsError}. */
export function loadWaivers(named: string, cwd: string): SettingsWaiver[] {
  const path = resolve(cwd, named)
  const file = readSettingsFile(path)
  if (file === undefined) {
    throw new SettingsError({
      file: path,
      problem: 'does not exist',
      expected: 'the file that --waivers names',
      advice: 'correct the path',
    })
  }
  return waiversIn(checkDocument(waiversFileSchema, file.value, file).waivers, file)
}

/** Waivers with the places where they are written. */
export function waiversIn(waivers: Written, file: SettingsFile | undefined): SettingsWaiver[] {
  return waivers.map((waiver, index) => ({
    ...waiver,
    place: {
      key: keyOf(['waivers', index]),
      ...(file && { file: file.path, at: file.placeOf(['waivers', index]) }),
    },
  }))
}
