import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseProfile } from '../../src/attestation/profile.ts'
import { contractsOfProfile } from '../../src/attestation/profile-documents.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageRoot } from '../../src/package-root.ts'
import { judgeAgain } from './judge-again.ts'
import { changeCharacter } from './testing/change-character.ts'
import { rechained } from './testing/reissue.ts'

const PROFILE = process.env.ATTEST_PROFILE ?? 'block-storage-3.70..3.70'
const CHANGES = Number(process.env.ATTEST_TAMPERINGS ?? 400)
/**
 * Number of changes with a new chain: each takes seconds, because the journal is judged to its end.
 */
const REWRITTEN = Number(process.env.ATTEST_REWRITTEN ?? 150)

const profile = parseProfile(PROFILE)
const contracts = contractsOfProfile(profile, packagedContracts())

let folder = ''
let journal = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-tampered-'))
  const given = process.env.ATTEST_JOURNAL
  if (given === undefined) {
    const program = join(packageRoot, 'dist', 'cli', 'main.js')
    const args = [program, 'run', '--profile', PROFILE, '--out', join(folder, 'run')]
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
    })
    expect(status, stderr).toBe(0)
  }
  journal = readFileSync(given ?? join(folder, 'run', 'journal.ndjson'), 'utf8')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Random changes of one character, each with the result of judging the journal again. */
async function tamper(count: number, rewrite: (text: string) => string | undefined) {
  const choice = fc.record({ answer: fc.nat(), character: fc.nat(), other: fc.nat() })
  const fates: { place: string; line: number; difference: string | undefined }[] = []
  for (const one of fc.sample(choice, count)) {
    const changed = changeCharacter(journal, one)
    const text = rewrite(changed.journal)
    const { place, line } = changed
    if (text === undefined) {
      fates.push({ place, line, difference: 'no journal any more' })
      continue
    }
    const file = join(folder, 'tampered.ndjson')
    writeFileSync(file, text)
    const difference = await judgeAgain(file, profile, contracts).then(
      (judged) => judged.difference,
      (error: Error) => error.message,
    )
    fates.push({ place, line, difference })
  }
  return fates
}

test(`each of ${CHANGES} random changes of one character of an answer is found, with its line`, async () => {
  const fates = await tamper(CHANGES, (text) => text)
  const found = fates.filter(({ difference }) => difference !== undefined)
  process.stderr.write(`changed, chain as it was: ${found.length} of ${CHANGES} found\n`)
  for (const { difference, line, place } of fates) {
    expect(difference, place).toMatch(new RegExp(`line ${line}\\b|:${line}:`))
  }
})

test('with a new chain, changes are found where verdicts or consistency depend on the character', async () => {
  const fates = await tamper(REWRITTEN, (text) => {
    try {
      return rechained(
        text
          .trimEnd()
          .split('\n')
          .map((line): object => JSON.parse(line)),
      )
    } catch {
      return undefined
    }
  })
  const missed = fates.filter(({ difference }) => difference === undefined)
  process.stderr.write(
    `changed, chain made anew: ${fates.length - missed.length} of ${REWRITTEN} found; missed:\n`,
  )
  for (const { place } of missed) process.stderr.write(`  ${place}\n`)
  expect(missed.length).toBeLessThan(fates.length / 2)
})
