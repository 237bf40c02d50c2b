import { type Document, isMap, parseDocument } from 'yaml'
import type { Waiver } from '../waivers/waiver.ts'
import { checkDocument } from './check-document.ts'
import { SettingsError } from './settings-error.ts'
import { readSettingsFile } from './settings-file.ts'
import { waiversFileSchema } from './waiver-schema.ts'

/**
 * The text of a file of waivers with others added at its end; what is written there already, comments
 * too, stays as it is. `text` is undefined for a file that does not exist yet. Throws SettingsError for a
 * file that is none of waivers, or waivers that a file cannot have.
 */
export function withWaivers(
  path: string,
  text: string | undefined,
  added: readonly Waiver[],
): string {
  const file = readSettingsFile(path)
  if (file !== undefined) checkDocument(waiversFileSchema, file.value, file)
  const document: Document = parseDocument(text ?? '')
  if (document.contents === null) document.contents = document.createNode({})
  if (!isMap(document.contents)) throw notOfWaivers(path)
  const known = document.getIn(['waivers'])
  if (known === undefined || known === null) document.setIn(['waivers'], document.createNode([]))
  for (const waiver of added) document.addIn(['waivers'], document.createNode(waiver))
  checkDocument(waiversFileSchema, document.toJS(), undefined)
  return document.toString()
}

function notOfWaivers(path: string): SettingsError {
  return new SettingsError({
    file: path,
    problem: 'is no file of waivers',
    expected: 'a map with waivers',
    advice: 'name another file with --file',
  })
}
