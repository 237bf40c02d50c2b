import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rechained } from '../certification/testing/reissue.ts'
import { withCloudBehindProxy } from '../robust/cloud-behind-proxy.ts'
import { judgeExploration } from './judge-exploration.ts'

const FORGERIES = Number(process.env.ATTEST_FORGERIES ?? 60)

let folder: string
/** The journals of an exploration that found something, and of one that found nothing. */
const journals = { found: '', nothing: '' }

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-verify-'))
  const sequenceFault = 'refused/detach-forgets' as const
  await explored('found', { sequenceFault }, '--seed', '10')
  await explored('nothing', {}, '--seed', '11', '--histories', '12')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function explored(
  name: keyof typeof journals,
  cloud: Parameters<typeof withCloudBehindProxy>[1],
  ...args: readonly string[]
): Promise<void> {
  const out = join(folder, name)
  await withCloudBehindProxy(folder, cloud, (attest) =>
    attest(['explore', '--cloud', 'reference', '--out', out, '--time', '120s', ...args]).ended.then(
      () => undefined,
    ),
  )
  journals[name] = readFileSync(join(out, 'journal.ndjson'), 'utf8')
}

type Line = Record<string, unknown> & { readonly type: string }

const linesOf = (journal: string): Line[] =>
  journal
    .trimEnd()
    .split('\n')
    .map((line): Line => JSON.parse(line))

/** What judging says of a journal with these events and a chain made anew. */
async function forged(lines: readonly object[]): Promise<string | undefined> {
  const file = join(folder, 'forged.ndjson')
  writeFileSync(file, rechained(lines))
  const judged = await judgeExploration(file).catch((error: Error) => ({
    code: 'different' as const,
    difference: error.message,
  }))
  return judged.code === 'different' ? judged.difference : undefined
}

const OF_HISTORY = /^history \d+$/
const isOfHistory = ({ type, group }: Line): boolean =>
  type === 'exchange' && typeof group === 'string' && OF_HISTORY.test(group)

interface End {
  readonly end: string
  readonly call: number
}

/** Where a call of a history with a single lane so far is answered and the next one sent. */
function placeToSwap(ends: readonly End[]): number {
  return ends[0]?.end === 'sent' && ends[1]?.end === 'answered' && ends[2]?.end === 'sent' ? 1 : -1
}

/** Forgeries by somebody who can write the whole journal anew: what is left of its lines. */
const FORGED: Readonly<Record<string, (lines: Line[], at: number) => object[]>> = {
  'an exchange of a history left out': (lines, at) => {
    const places = lines.flatMap((line, place) => (isOfHistory(line) ? [place] : []))
    return lines.toSpliced(places[at % places.length] ?? -1, 1)
  },
  'a history left out': (lines, at) => {
    const groups = lines.filter(({ type }) => type === 'history-finished').map(({ group }) => group)
    const chosen = groups[at % groups.length]
    return lines.filter(({ group }) => group !== chosen)
  },
  'a history left out and the others counted anew': (lines, at) => {
    const last = lines.filter(({ type }) => type === 'history-finished').length
    const chosen = 1 + (at % last)
    return lines
      .filter(({ group }) => group !== `history ${chosen}`)
      .map((line) => {
        const number = Number(/^history (\d+)$/.exec(String(line.group))?.[1])
        return number > chosen ? { ...line, group: `history ${number - 1}` } : line
      })
  },
  'the status of an answer changed': (lines, at) => {
    const answers = new Set(
      lines.flatMap(({ calls }) =>
        Array.isArray(calls) ? calls.map((call: { exchange: string }) => call.exchange) : [],
      ),
    )
    const places = lines.flatMap(({ exchange }, place) => {
      const { id, operation } = Object(exchange)
      return answers.has(id) && operation !== undefined ? [place] : []
    })
    const place = places[at % places.length] ?? -1
    const text = JSON.stringify(lines[place])
    const other = text.replace(
      /("response":\{"status":)(\d+)/,
      (_, begin, status) => `${begin}${Number(status) < 300 ? 404 : 200}`,
    )
    return lines.with(place, JSON.parse(other))
  },
  'a verdict changed': (lines, at) => {
    const places = lines.flatMap(({ type }, place) => (type === 'history-finished' ? [place] : []))
    const place = places[at % places.length] ?? -1
    const { verdict, ...rest } = lines[place] ?? { type: '' }
    const other =
      JSON.stringify(verdict) === '{"code":"consistent"}'
        ? { code: 'undecided', message: 'an answer got lost' }
        : { code: 'consistent' }
    return lines.with(place, { ...rest, verdict: other } as Line)
  },
  'a call sent before the one before it was answered': (lines, at) => {
    const places = lines.flatMap(({ ends }, place) =>
      Array.isArray(ends) && placeToSwap(ends) >= 0 ? [place] : [],
    )
    const place = places[at % places.length] ?? -1
    const line = lines[place] ?? { type: '' }
    const ends: End[] = Array.isArray(line.ends) ? [...line.ends] : []
    const first = placeToSwap(ends)
    ends.splice(first, 2, ...ends.slice(first, first + 2).reverse())
    return lines.with(place, { ...line, ends })
  },
  'the end left out': (lines) => lines.filter(({ type }) => type !== 'exploration-finished'),
}

describe('attest verify of an exploration', () => {
  test.each(['found', 'nothing'] as const)('agrees with what was recorded: %s', async (name) => {
    const args = ['verify', join(folder, name)]
    const { code, stdout } = await withCloudBehindProxy(folder, {}, (attest) =>
      attest(args).ended.then((all) => all),
    )

    expect(stdout).toMatch(
      name === 'found' ? /^VERIFIED .* breaks / : /^VERIFIED .*: nothing was found/,
    )
    expect(code).toBe(0)
  })

  test('finds a line that was changed', async () => {
    const out = join(folder, 'changed')
    cpSync(join(folder, 'nothing'), out, { recursive: true })
    const changed = journals.nothing.replace('"type":"resource-created"', '"type":"resource-gone"')
    writeFileSync(join(out, 'journal.ndjson'), changed)
    const { code, stdout } = await withCloudBehindProxy(folder, {}, (attest) =>
      attest(['verify', out]).ended.then((all) => all),
    )

    expect(stdout).toMatch(/^NOT VERIFIED {2}line \d+ /)
    expect(code).toBe(1)
  })

  test.each([
    ['found', 'results.json', (text: string) => text.replace('"found"', '"nothing-found"')],
    ['found', 'history.json', (text: string) => text.replace('"volume": ', '"volume": 1')],
    ['nothing', 'history.json', () => '{}'],
  ] as const)('finds that beside what has %s another %s was put', async (name, file, change) => {
    const out = join(folder, `${name}-${file}`)
    cpSync(join(folder, name), out, { recursive: true })
    const changed = join(out, file)
    writeFileSync(changed, change(existsSync(changed) ? readFileSync(changed, 'utf8') : ''))
    const { code, stdout } = await withCloudBehindProxy(folder, {}, (attest) =>
      attest(['verify', out]).ended.then((all) => all),
    )

    expect(stdout).toContain(`NOT VERIFIED  ${file} is not what the journal says`)
    expect(code).toBe(1)
  })

  test.each(Object.entries(FORGED))('refuses, also with a new chain, %s', async (_name, forge) => {
    const choice = fc.tuple(fc.constantFrom('found' as const, 'nothing' as const), fc.nat())
    const property = fc.asyncProperty(choice, async ([name, at]) => {
      expect(await forged(forge(linesOf(journals[name]), at))).toBeTypeOf('string')
    })
    await fc.assert(property, { numRuns: Math.ceil(FORGERIES / 10), endOnFailure: true })
  })

  test('accepts the journals with a new chain and nothing changed', async () => {
    expect(await forged(linesOf(journals.found))).toBeUndefined()
    expect(await forged(linesOf(journals.nothing))).toBeUndefined()
  })
})
