import { expect, test } from 'vitest'
import { answerFields, changedAt, GONE } from './answer-fields.ts'
import { operations } from './contracts.ts'

const fieldsOf = (id: string) => {
  const operation = operations.find((one) => one.id === id)
  if (operation === undefined) throw new TypeError(`no ${id}`)
  return answerFields(operation)
}

test('A field is known with the microversions that have it', () => {
  const id = fieldsOf('compute.list').find(
    ({ path }) => path.join('.') === 'volumeAttachments.[].id',
  )
  const tag = fieldsOf('compute.show').find(({ path }) => path.join('.') === 'volumeAttachment.tag')

  expect(id).toMatchObject({ status: 200, since: '2.1', until: '2.88', required: true })
  expect(tag).toMatchObject({ since: '2.70', until: '2.104' })
})

test('A member of every item of a list is changed', () => {
  const body = { items: [{ a: 1, b: 2 }, { b: 3 }] }

  expect(changedAt(body, ['items', '[]', 'b'], (value) => Number(value) + 1)).toEqual({
    items: [{ a: 1, b: 3 }, { b: 4 }],
  })
  expect(changedAt(body, ['items', '[]', 'a'], () => GONE)).toEqual({ items: [{ b: 2 }, { b: 3 }] })
})

test('A body that has nothing at the path is the same body', () => {
  const body = { items: [] }

  expect(changedAt(body, ['items', '[]', 'a'], () => 7)).toBe(body)
  expect(changedAt(body, ['other'], () => 7)).toBe(body)
})
