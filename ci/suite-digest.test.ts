import { expect, it } from 'vitest'
import { DIGESTED } from '../src/attestation/suite-digest.ts'
import { sourceFilesOf } from './import-graph.ts'

// A certificate names the digest of the code that judged, and only the same code judges it again. So all
// that certifies and verifies has to be in it, and nothing else: a change elsewhere is no other judgement.

const TOP = ['api', 'cli', 'drift', 'explore', 'fixtures', 'reference-cloud', 'reports', 'site']
const files = new Map(
  [...TOP, 'src', 'suites'].flatMap(sourceFilesOf).map((file) => [file.path, file]),
)

/** The top-level folders of all that files import, however far away. */
function foldersReachedFrom(...entries: readonly string[]): string[] {
  const reached = new Set(entries)
  for (const path of reached) {
    const file = files.get(path)
    expect(file, path).toBeDefined()
    for (const other of file?.imports ?? []) reached.add(other)
  }
  return [...new Set([...reached].map((path) => path.split('/', 1)[0] ?? ''))].sort()
}

it('covers all that makes and verifies a certificate, beside the cloud that is embedded', () => {
  const reached = foldersReachedFrom(
    'cli/certification/certify.ts',
    'cli/certification/verify.ts',
    'suites/conformance.run.ts',
  )
  // The reference cloud is a target and judges nothing.
  expect(reached.filter((folder) => folder !== 'reference-cloud')).toEqual([...DIGESTED].sort())
})

it('leaves out what judges explorations: none is certified, and their verdicts are in no certificate', () => {
  const reached = foldersReachedFrom('cli/explore/verify-exploration.ts')
  expect(reached).toContain('explore')
  expect(DIGESTED).not.toContain('explore')
})
