import { expect, test } from 'vitest'
import { inTodaysFormat } from './older-events.ts'

const SERVER = { id: 'a-server' }
const VOLUME = { id: 'a-volume' }

test('Servers and volumes of an older journal are borrowed by kind', () => {
  const state = { group: 'a swap', things: {} }
  const lent = { servers: [SERVER], volumes: { plain: [VOLUME] }, state }

  expect(inTodaysFormat({ type: 'case-started', case: 'a', lent })).toEqual({
    type: 'case-started',
    case: 'a',
    lent: { things: { plain: [VOLUME], server: [SERVER] }, state },
  })
})

test('The basis of an older run has its name of today', () => {
  const speakers = { member: { projectId: 'a-project', endpoints: {} } }

  expect(inTodaysFormat({ type: 'staged', stage: { speakers, run: 'a-run' } })).toEqual({
    type: 'run-basis',
    basis: { personaAccess: speakers },
  })
})

test('Events of this version stay as they are', () => {
  const event = { type: 'case-started', case: 'a', lent: { things: { plain: [VOLUME] } } }

  expect(inTodaysFormat(event)).toBe(event)
})
