import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkSite, makeSite } from './site-folder.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-site-folder-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the folder of a site', () => {
  test('is made where there is none, and may have other files, such as those of a repository', () => {
    writeFileSync(join(folder, 'README.md'), '')
    expect(() => makeSite(folder)).not.toThrow()

    const deep = join(folder, 'a', 'b')
    checkSite(deep)
    expect(existsSync(deep)).toBe(false)
    makeSite(deep)
    expect(existsSync(deep)).toBe(true)
  })

  test('has a name', () => {
    expect(() => makeSite('')).toThrow('--site names no folder')
  })

  test('is no file, and not below one', () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')

    expect(() => makeSite(file)).toThrow(/is no folder/)
    expect(() => makeSite(join(file, 'site'))).toThrow(/cannot be made \(ENOTDIR\)/)
  })

  test('is not that of a run', () => {
    writeFileSync(join(folder, 'journal.ndjson'), '')

    expect(() => makeSite(folder)).toThrow(/is the folder of a run/)
  })

  test('is not replaced where its index is lost', () => {
    mkdirSync(join(folder, 'data'))

    expect(() => makeSite(folder)).toThrow(/has data\/ and no index\.json: take the site from/)
  })
})
