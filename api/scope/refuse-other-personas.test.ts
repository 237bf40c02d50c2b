import { describe, expect, test } from 'vitest'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import { refuseOtherPersonas } from './refuse-other-personas.ts'

type Users = Readonly<Partial<Record<Persona, string>>>

const BEGAN: Users = { member: 'u-ada', reader: 'u-ben' }
const PROJECT = 'p-1'

function resume(now: Users, personaAccess = spoken(BEGAN)): void {
  const personas = [...Object.keys(BEGAN), 'nobody']
  const present = new Map<Persona, { userId: string | undefined; config: { name: string } }>()
  present.set('nobody', { userId: undefined, config: { name: 'lab' } })
  for (const persona of ['member', 'reader', 'guest', 'stranger', 'admin'] as const) {
    const userId = now[persona]
    if (userId !== undefined) present.set(persona, { userId, config: { name: `lab-${persona}` } })
  }
  refuseOtherPersonas({ target: { personas }, personaAccess }, present)
}

const spoken = ({ member, reader }: Users): RunRecord['personaAccess'] => ({
  member: { projectId: PROJECT, ...(member && { userId: member }) },
  reader: { projectId: PROJECT, ...(reader && { userId: reader }) },
  nobody: { projectId: PROJECT },
})

describe('a run is resumed', () => {
  test('by the users that began it', () => {
    expect(() => resume(BEGAN)).not.toThrow()
  })

  test('by any users, if it had no requests yet', () => {
    expect(() => resume({ member: 'u-eve', reader: 'u-ben' }, {})).not.toThrow()
  })

  test.each([
    [
      'another member',
      { ...BEGAN, member: 'u-root' },
      "the member of the run was user u-ada, but lab-member is user u-root: name the run's own with --cloud",
    ],
    [
      'another reader',
      { ...BEGAN, reader: 'u-root' },
      "the reader of the run was user u-ben, but lab-reader is user u-root: name the run's own with --persona reader=",
    ],
    [
      'no reader',
      { member: 'u-ada' },
      'the run began with the persona reader, which is missing now: name it with --persona reader=',
    ],
    [
      'an additional administrator',
      { ...BEGAN, admin: 'u-root' },
      'the run began without the persona admin: leave out --persona admin= and what attest.yaml says of it, or begin a new run',
    ],
  ])('and not by %s', (_who, now, line) => {
    expect(() => resume(now)).toThrow(line)
  })

  test('and not if its journal does not say which users began it', () => {
    expect(() => resume(BEGAN, spoken({}))).toThrow(
      'the journal does not say which user the member was',
    )
  })
})
