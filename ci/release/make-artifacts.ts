import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'

const PACKED = z.tuple([z.object({ filename: z.string() })])

/**
 * Makes what is published: the package as npm packs it, the list of all that is installed with it
 * (CycloneDX), and the SHA-256 of both in the form of sha256sum. Returns their names.
 */
export function makeArtifacts(root: string, version: string, into: string): readonly string[] {
  const folder = resolve(into)
  mkdirSync(folder, { recursive: true })
  const npm = (...words: string[]) =>
    execFileSync('npm', words, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 })
  // npm run release has just built it.
  const packed = npm('pack', '--ignore-scripts', '--json', '--pack-destination', folder)
  const [{ filename }] = PACKED.parse(JSON.parse(packed))
  const sbom = `openstack-attest-${version}.cdx.json`
  writeFileSync(join(folder, sbom), installedWith(join(folder, filename)))
  const sums = [filename, sbom].map((name) => {
    const digest = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
    return `${digest}  ${name}\n`
  })
  writeFileSync(join(folder, 'SHA256SUMS'), sums.join(''))
  return [filename, sbom, 'SHA256SUMS']
}

/** What npm lists of an installation of the package. Of a clone it would list the workspaces' packages, too. */
function installedWith(archive: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'attest-installation-'))
  try {
    writeFileSync(join(folder, 'package.json'), '{ "name": "installation", "version": "0.0.0" }')
    const npm = (...words: string[]) =>
      execFileSync('npm', words, { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 })
    npm('install', '--ignore-scripts', '--no-audit', '--no-fund', archive)
    return npm('sbom', '--sbom-format=cyclonedx')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
