import { describe, expect, it } from 'vitest'
import { parseShard } from './shard-flag.ts'

describe('--shard', () => {
  it('names one part of a number of parts', () => {
    expect(parseShard('2/4')).toEqual({ index: 2, of: 4 })
  })

  it.each(['', '0/4', '5/4', '1', '1/0', '-1/2', '1/2/3', 'a/b', '1/257'])('is not %j', (text) => {
    expect(() => parseShard(text)).toThrow('expected I/N, part I of N')
  })
})
