import { describe, expect, it } from 'vitest'
import { parsePersonaFlags } from './persona-flag.ts'

const EXPECTED = 'expected PERSONA=CLOUD with one of the personas reader, guest, stranger, admin'

it('reads the cloud entry of each persona', () => {
  expect(parsePersonaFlags(['reader=lab-reader', 'admin=root'])).toEqual({
    reader: 'lab-reader',
    admin: 'root',
  })
  expect(parsePersonaFlags([])).toEqual({})
})

it('takes everything after the first equals sign as the name of the entry', () => {
  expect(parsePersonaFlags(['guest=zone=b'])).toEqual({ guest: 'zone=b' })
})

describe('refuses', () => {
  it.each([
    ['reader', `"reader" has no '=': ${EXPECTED}; write --persona reader=CLOUD`],
    ['', `"" has no '=': ${EXPECTED}; write --persona PERSONA=CLOUD`],
    [
      'reader= ',
      `"reader= " names no cloud: ${EXPECTED}; write the name of an entry of clouds.yaml after '='`,
    ],
    ['redaer=lab', `"redaer=lab" names no such persona: ${EXPECTED}; did you mean reader?`],
    [
      'operator=lab',
      `"operator=lab" names no such persona: ${EXPECTED}; name one of reader, guest, stranger, admin`,
    ],
    [
      'member=lab',
      `"member=lab" names no such persona: ${EXPECTED}; the member's entry is the one that --cloud or cloud: names`,
    ],
    [
      'nobody=lab',
      `"nobody=lab" names no such persona: ${EXPECTED}; nobody sends no token and has no entry: leave it out`,
    ],
  ])('%j in one line that says what to do', (value, message) => {
    expect(() => parsePersonaFlags([value])).toThrow(
      expect.objectContaining({ name: 'SettingsError', message: `--persona ${message}` }),
    )
  })

  it('a persona that is named twice, even with the same entry', () => {
    expect(() => parsePersonaFlags(['reader=lab', 'reader=lab'])).toThrow(
      `--persona "reader=lab" names reader a second time: ${EXPECTED}; give --persona reader=... once`,
    )
  })
})
