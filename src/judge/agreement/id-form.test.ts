import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idForm } from './id-form.ts'

const id = fc.uuid()
/** The same id in another way in which services accept it. */
const dressed = fc.tuple(
  id,
  fc.constantFrom('', 'urn:', 'uuid:', 'urn:uuid:'),
  fc.boolean(),
  fc.boolean(),
  fc.boolean(),
)

it('An id is the same in whichever way it is written', () => {
  fc.assert(
    fc.property(dressed, ([plain, prefix, inBraces, inCapitals, withoutDashes]) => {
      const bare = withoutDashes ? plain.replaceAll('-', '') : plain
      const written = inBraces ? `{${bare}}` : bare
      expect(idForm(prefix + (inCapitals ? written.toUpperCase() : written))).toBe(
        plain.replaceAll('-', ''),
      )
    }),
  )
})

it('Two ids are not the same', () => {
  fc.assert(fc.property(id, id, (a, b) => (a === b) === (idForm(a) === idForm(b))))
})

it.each([[''], ['detail'], ['123'], [null], [7], ['-'.repeat(5_000)]])('%j is no id', (text) => {
  expect(idForm(text)).toBeUndefined()
})
