import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot, packageVersion } from '../../src/package-root.ts'
import { makeArtifacts } from './make-artifacts.ts'

const SBOM = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.looseObject({ name: z.string(), version: z.string(), purl: z.string() })),
})

const LOCK = z.object({
  packages: z.object({ '': z.object({ dependencies: z.record(z.string(), z.string()) }) }),
})

describe('what is published', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-artifacts-'))
  beforeAll(() => {
    makeArtifacts(packageRoot, packageVersion, folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is a package, a list of what is in an installation, and their digests', () => {
    const names = readdirSync(folder)
    expect(names).toEqual([
      'SHA256SUMS',
      `openstack-attest-${packageVersion}.cdx.json`,
      `openstack-attest-${packageVersion}.tgz`,
    ])
    const sums = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n')
    expect(sums).toHaveLength(2)
    for (const line of sums) {
      const [digest, name = ''] = line.split('  ')
      const actual = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex')
      expect(digest).toBe(actual)
    }
  })

  it('lists every package that an installation has, and nothing that only a clone has', () => {
    const text = readFileSync(join(folder, `openstack-attest-${packageVersion}.cdx.json`), 'utf8')
    const { components } = SBOM.parse(JSON.parse(text))
    const listed = new Set(components.map(({ name }) => name))
    const lock = LOCK.parse(
      JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')),
    )
    const needed = Object.keys(lock.packages[''].dependencies)
    expect(needed.length).toBeGreaterThan(15)
    expect([...needed, 'openstack-attest', 'cookie'].filter((name) => !listed.has(name))).toEqual(
      [],
    )
    expect(components.length).toBeGreaterThan(200)
    for (const { purl } of components) expect(purl).toMatch(/^pkg:npm\//)
    expect(['typescript', 'knip'].filter((name) => listed.has(name))).toEqual([])
  })
})

describe('npm run release -- --dry-run', () => {
  const release = (...words: string[]) =>
    spawnSync(process.execPath, [join(packageRoot, 'dist/ci/release/main.js'), ...words], {
      cwd: packageRoot,
      encoding: 'utf8',
    })

  it('says in one line each what does not agree yet, or makes everything', () => {
    const folder = mkdtempSync(join(tmpdir(), 'attest-dry-run-'))
    const { status, stderr, stdout } = release('--dry-run', '--out', folder)
    rmSync(folder, { recursive: true })
    if (status === 0) expect(stdout.trim().split('\n')).toHaveLength(3)
    else {
      expect(status).toBe(1)
      for (const line of stderr.trim().split('\n')) {
        expect(line).toMatch(/^release: (?:warning: )?\S+: /)
      }
    }
  })

  it('refuses what is no version', () => {
    const { status, stderr } = release('--prepare', 'next')
    expect([status, stderr]).toEqual([
      2,
      'release: --prepare next: expected a version such as 0.2.0\n',
    ])
  })
})
