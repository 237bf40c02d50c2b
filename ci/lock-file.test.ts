import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../src/package-root.ts'

const entry = z.looseObject({
  version: z.string().optional(),
  name: z.string().optional(),
  integrity: z.string().optional(),
  resolved: z.string().optional(),
  link: z.literal(true).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const lock = z.looseObject({ packages: z.record(z.string(), entry) })

// What is missing, `node .ci/complete-lock.mjs` adds.
describe('package-lock.json', () => {
  const { packages } = lock.parse(
    JSON.parse(readFileSync(join(packageRoot, 'package-lock.json'), 'utf8')),
  )
  const places = Object.entries(packages).filter(([place]) => place.includes('node_modules/'))
  const installed = places.filter(([, { link }]) => link === undefined)
  const links = places.filter(([, { link }]) => link === true)

  it('has the digest of each package, of other platforms too', () => {
    expect(installed.length).toBeGreaterThan(100)
    const without = installed.filter(
      ([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity),
    )
    expect(without.map(([place]) => place)).toEqual([])
  })

  it('has an entry for each platform that a package is made for', () => {
    const wanted = installed.flatMap(([, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).map((name) => `node_modules/${name}`),
    )
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter((place) => packages[place] === undefined)).toEqual([])
  })

  const manifest = z
    .object({ name: z.string(), version: z.string(), workspaces: z.array(z.string()) })
    .parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')))

  it('names no address, and the package as package.json does', () => {
    expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
    expect(packages['']).toMatchObject(manifest)
  })

  it('links the workspaces, which are folders beside it, and nothing else', () => {
    expect(links.map(([place, { resolved }]) => [place, resolved]).sort()).toEqual(
      manifest.workspaces.map((folder) => [`node_modules/@attest/${folder}`, folder]).sort(),
    )
  })
})
