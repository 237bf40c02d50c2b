import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalEvent } from '../src/journal/events/journal-event.ts'

// Copies exchanges of a run on a real OpenStack into the project, for the tests of the judge:
//   npm run record -- reports/latest src/judge/recorded/zed.ndjson
// One exchange for each operation, status and microversion. Journals have no secrets.

const [run, recording] = process.argv.slice(2)
if (run === undefined || recording === undefined) {
  throw new TypeError('usage: npm run record -- <folder of a run> <recording.ndjson>')
}

const kept = new Map<string, string>()
for (const line of readFileSync(join(run, 'journal.ndjson'), 'utf8').split('\n')) {
  if (line === '') continue
  const event = JSON.parse(line) as JournalEvent
  if (event.type !== 'exchange') continue
  const { operation, microversion, response } = event.exchange
  if (operation === undefined || response === undefined) continue
  const key = `${operation} ${response.status} ${microversion}`
  if (!kept.has(key)) kept.set(key, JSON.stringify(event.exchange))
}
const lines = [...kept].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line)
writeFileSync(recording, `${lines.join('\n')}\n`)
process.stdout.write(`${lines.length} exchanges in ${recording}\n`)
