import { expect, it } from 'vitest'
import { bodyOf, shapeOf } from './sample-shape.ts'

const SAMPLE = {
  id: 'a0b1c2d3-e4f5-6789-abcd-ef0123456789',
  wrong: 'a0b1c2d3-e4f5-6789-abcd-ef012345678g',
  at: '2020-01-02T03:04:05.000000',
  status: 'in_use',
  text: 'Anything else, 12',
  device: '/dev/sdc',
  none: null,
  yes: true,
  count: 12,
  list: [{ empty: '' }],
}

it('keeps names and forms, and no value that says more than its form', () => {
  expect(shapeOf(SAMPLE)).toEqual({
    id: 'uuid',
    wrong: 'no-uuid',
    at: 'time',
    status: 'word in_use',
    text: 'text',
    device: 'device',
    none: 'null',
    yes: 'true',
    count: 'number',
    list: [{ empty: 'empty' }],
  })
})

it('makes a body of the same form from it', () => {
  const shape = shapeOf(SAMPLE)
  const body = bodyOf(shape)
  expect(shapeOf(body)).toEqual(shape)
  expect(JSON.stringify(body)).not.toContain(SAMPLE.id)
})
