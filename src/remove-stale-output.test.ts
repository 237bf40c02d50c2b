import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { packageRoot } from './package-root.ts'

const OUTPUT = join(packageRoot, 'dist/src')
const stale = ['.js', '.js.map', '.d.ts'].map((ending) => join(OUTPUT, `was-moved${ending}`))
afterEach(() => {
  for (const file of stale) rmSync(file, { force: true })
})

test('a build leaves nothing of sources that are gone', () => {
  for (const file of stale) writeFileSync(file, '')

  const { status } = spawnSync(process.execPath, [join(OUTPUT, 'remove-stale-output.js')])

  expect(status).toBe(0)
  expect(stale.filter((file) => existsSync(file))).toEqual([])
  expect(existsSync(join(OUTPUT, 'package-root.js'))).toBe(true)
  expect(existsSync(join(packageRoot, 'dist/site/assets/site.js'))).toBe(true)
})
