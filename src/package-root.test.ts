import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findPackage, packageRoot, packageVersion } from './package-root.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-root-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('finding the package', () => {
  it('goes up past folders without a package.json and past those of others', () => {
    const inner = join(folder, 'node_modules', 'other')
    mkdirSync(join(inner, 'dist', 'src'), { recursive: true })
    writeFileSync(
      join(folder, 'package.json'),
      '{ "name": "openstack-attest", "version": "1.2.3" }',
    )
    writeFileSync(join(inner, 'package.json'), '{ "name": "attest", "version": "9.9.9" }')
    expect(findPackage(join(inner, 'dist', 'src'))).toEqual({ root: folder, version: '1.2.3' })
  })

  it('says what is missing where there is none', () => {
    expect(() => findPackage('/')).toThrow('No package.json named "openstack-attest"')
  })

  it('finds its own', () => {
    expect(join(packageRoot, 'src', 'package-root.test.ts')).toBe(import.meta.filename)
    expect(packageVersion).toMatch(/^\d+\.\d+\.\d+/)
  })
})
