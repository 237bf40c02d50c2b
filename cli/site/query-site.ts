import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { SiteError } from '../../site/data/site-error.ts'
import { type Answer, ask } from '../../site/query/ask.ts'
import { LETTERS, type QueryTable } from '../../site/query/table.ts'
import { tableSchema } from '../../site/query/table-of.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { jsonText } from '../print-json.ts'
import { requireSite } from './site-folder.ts'

/** `attest query`: prints the promises of a site that match; returns the exit code. */
export async function querySite(
  query: string,
  { site, json = false }: { readonly site: string; readonly json?: boolean },
): Promise<number> {
  requireSite(site)
  const table = readTable(join(site, 'data', 'table.json'))
  const answer = ask(table, query)
  process.stdout.write(json ? jsonText(asJson(table, answer), 2) : asText(table, answer))
  return answer.promises.length > 0 ? EXIT.conformant : EXIT.nonConformant
}

function readTable(file: string): QueryTable {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new SiteError(file, 'cannot be read: build the site anew with attest site build')
  }
  const parsed = tableSchema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new SiteError(file, 'is of another version: build the site anew with attest site build')
}

const WORDS = new Map(Object.entries(LETTERS).map(([verdict, letter]) => [letter, verdict]))

/** For each matching promise its verdict on each cloud. */
function asJson({ promises }: QueryTable, answer: Answer): unknown {
  return answer.promises.map((place) => ({
    promise: promises[place]?.id,
    verdicts: Object.fromEntries(
      answer.targets.map(({ id, verdicts }) => [id, WORDS.get(verdicts.charAt(place)) ?? null]),
    ),
  }))
}

/** A promise in a line, with a letter for each cloud, and above them which cloud is which. */
function asText({ promises }: QueryTable, { promises: places, targets }: Answer): string {
  const lines = places.map((place) => {
    const letters = targets.map(({ verdicts }) => verdicts.charAt(place).replace(' ', '.')).join('')
    return `${letters}  ${promises[place]?.id ?? ''}`
  })
  const legend = targets.map(
    ({ id, title }, at) => `${'.'.repeat(at)}|  ${id}: ${escapeControls(title)}`,
  )
  const letters = Object.entries(LETTERS).map(([verdict, letter]) => `${letter} ${verdict}`)
  return `${[...legend, ...lines].join('\n')}\n${places.length} of ${promises.length} promises (${letters.join(', ')}, . unknown)\n`
}
