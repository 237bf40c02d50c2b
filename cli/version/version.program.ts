import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { suiteDigest } from '../../src/attestation/suite-digest.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageRoot, packageVersion } from '../../src/package-root.ts'
import { CONFORMANCE } from '../certification/predicates.ts'

const attest = (...words: readonly string[]) =>
  spawnSync(process.execPath, [join(packageRoot, 'dist', 'cli', 'main.js'), ...words], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  })

it.each([[['--version', '--json']], [['--json', '--version']], [['-V', '--json']]])(
  '%j says what identifies the installation',
  (words) => {
    const { status, stdout, stderr } = attest(...words)
    expect([status, stderr]).toEqual([0, ''])
    const { suite, ...facts } = JSON.parse(stdout)
    expect(facts).toEqual({
      version: packageVersion,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
      certificate: CONFORMANCE,
      documents: [...packagedContracts().values()].map(({ id, digest }) => ({ id, digest })),
    })
    // The digest is that of the compiled code, not of the sources that this test imports.
    expect(suite).toMatch(/^sha256:[0-9a-f]{64}$/)
    expect(suite).not.toBe(suiteDigest())
  },
)

it('has the same digest each time, and without --json only the version', () => {
  const digests = [1, 2].map(() => JSON.parse(attest('--version', '--json').stdout).suite)
  expect(digests[0]).toBe(digests[1])
  expect(attest('--version').stdout).toBe(`${packageVersion}\n`)
})
