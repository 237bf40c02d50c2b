import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CASE_VERDICTS, type ReasonCode, type RunVerdict } from '../../src/judge/verdict.ts'
import { packageRoot } from '../../src/package-root.ts'
import { NOT_TESTED_REASONS } from '../../src/settings/settings-schema.ts'
import { allPages } from './all-pages.ts'
import { readPage } from './page.ts'

/** A file or folder of the repository, as a text names it: with its path, and no part left open. */
const OURS =
  /^(?:src|cli|suites|fixtures|reports|reference-cloud|specs|trust|bench|ci|\.ci|docs)\/[\w./-]+$/
const TEST = /^[\w./-]+\/[\w.-]+\.(?:test|program|robust|pages)\.ts$/
/** What runs and measurements write. */
const WRITTEN = /^reports\/(?:runs|latest|trust|bench)\b/

// The change log names what was there at its time.
describe.each(allPages().filter((path) => path !== 'CHANGELOG.md'))('%s', (path) => {
  it('names only files and folders that there are, each by its path', () => {
    const named = readPage(path).codes.filter(
      (code) => (OURS.test(code) || TEST.test(code)) && !WRITTEN.test(code),
    )
    expect(named.filter((name) => !existsSync(join(packageRoot, name)))).toEqual([])
  })
})

describe('docs/settings.md', () => {
  it('has each key of attest.yaml', () => {
    const { codes } = readPage('docs/settings.md')
    const { properties } = z
      .object({ properties: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(readFileSync(join(packageRoot, 'attest.schema.json'), 'utf8')))
    const keys = Object.keys(properties)

    expect(keys).toContain('cloud')
    expect(keys.filter((key) => !codes.includes(key))).toEqual([])
  })
})

// The compiler asks for what is missing here.
const CODES: Readonly<Record<ReasonCode | RunVerdict, true>> = {
  'contract-violation': true,
  'wrong-status': true,
  'wrong-content': true,
  'wrong-state': true,
  'promise-not-kept': true,
  'setup-failed': true,
  transport: true,
  unavailable: true,
  'rate-limited': true,
  'token-lost': true,
  'malformed-request': true,
  'suite-defect': true,
  'missing-persona': true,
  'missing-feature': true,
  'persona-not-restricted': true,
  'state-not-reachable': true,
  'no-scenario': true,
  blocked: true,
  'over-budget': true,
  'fail-fast': true,
  'out-of-time': true,
  interrupted: true,
  'setup-impossible': true,
  'service-gone': true,
  'microversion-not-offered': true,
  'feature-absent': true,
  'other-conforming-behaviour': true,
  waiver: true,
  conformant: true,
  'non-conformant': true,
  inconclusive: true,
}

describe('docs/reports.md', () => {
  const { codes } = readPage('docs/reports.md')

  it.each([...Object.keys(CODES), ...CASE_VERDICTS, ...NOT_TESTED_REASONS])('has %s', (word) => {
    expect(codes).toContain(word)
  })
})
