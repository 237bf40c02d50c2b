import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../src/package-root.ts'

const manifest = z
  .object({ dependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')))

/** Tests, their helpers, the tools of a clone, and the cache of the build. */
const UNWANTED = [
  /\.(test|program|robust|pages|process)\.[cm]?[jt]s(\.map)?$/,
  /\.tsbuildinfo$/,
  /(?<!\.d)\.ts$/,
  /(^|\/)(testing|testbed|robust|synthetic|recorded|lab|trust|bench|node_modules)\//,
]

describe('the package', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-package-'))
  const unpacked = join(folder, 'package')
  let files: readonly string[] = []

  beforeAll(() => {
    // Without its scripts, which would build again while other tests run.
    const pack = ['pack', '--ignore-scripts', '--pack-destination', folder]
    expect(spawnSync('npm', pack, { cwd: packageRoot }).status).toBe(0)
    const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
    expect(archive).toMatch(/^openstack-attest-\d+\.\d+\.\d+\.tgz$/)
    expect(spawnSync('tar', ['xzf', archive], { cwd: folder }).status).toBe(0)
    files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(unpacked, name)).isFile(),
    )
    symlinkSync(join(packageRoot, 'node_modules'), join(unpacked, 'node_modules'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('has no tests, no helpers of tests, and no cache of the build', () => {
    expect(files.length).toBeGreaterThan(500)
    expect(files.filter((name) => UNWANTED.some((pattern) => pattern.test(name)))).toEqual([])
  })

  // Includes the reference cloud, which is compiled into the package and has its own package.json.
  test('loads only what is installed with it', () => {
    const loading = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']((?:@[\w.-]+\/)?[\w-][\w.:-]*)/g
    const loaded = files
      .filter((name) => name.startsWith('dist/') && name.endsWith('.js'))
      .flatMap((name) => [...readFileSync(join(unpacked, name), 'utf8').matchAll(loading)])
      .map(([, name = '']) => name)
    expect(loaded).toContain('fastify')
    const others = loaded.filter((name) => !isBuiltin(name))
    expect([...new Set(others)].filter((name) => !(name in manifest.dependencies))).toEqual([])
  })

  test('runs, and has the same suite digest as a clone', () => {
    const run = ['run', '--requirement', 'compute.show:200:*', '--microversions', 'edges']
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(unpacked, 'dist', 'cli', 'main.js'), ...run],
      { cwd: folder, env: { PATH: process.env.PATH, HOME: folder }, encoding: 'utf8' },
    )
    expect(status, stderr).toBe(0)

    const digestIn = (root: string): string => {
      const module = pathToFileURL(join(root, 'dist/src/attestation/suite-digest.js')).href
      const script = `import('${module}').then(({ suiteDigest }) => console.log(suiteDigest()))`
      return spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout
    }
    expect(digestIn(unpacked)).toMatch(/^sha256:[0-9a-f]{64}\n$/)
    expect(digestIn(unpacked)).toBe(digestIn(packageRoot))
  })
})
