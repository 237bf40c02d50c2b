import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../src/package-root.ts'
import { requirements } from './requirements.ts'

describe('the list of all promises', () => {
  const all = requirements()

  it('has each id that is locked, once', () => {
    const lock = readFileSync(join(packageRoot, 'specs/requirements.lock'), 'utf8')
    const locked = new Set(lock.match(/^[\w-]+\.[\w-]+:\d+:\S+/gm))
    expect(all.length).toBeGreaterThan(600)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id } of all) expect(locked).toContain(id)
  })

  it('says where each holds and what it is about', () => {
    const attach = all.find(({ id }) => id === 'compute.attach:200:attached')
    expect(attach).toMatchObject({
      document: 'compute/os-volume_attachments',
      operation: 'compute.attach',
      status: 200,
      level: 'MUST',
      persona: 'member',
    })
    for (const { document, microversions } of all) {
      if (document.startsWith('image/')) expect(microversions).toBeNull()
      else expect(microversions).toEqual({ min: expect.any(String), max: expect.any(String) })
    }
  })
})
