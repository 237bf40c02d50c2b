import fc from 'fast-check'
import { expect, it } from 'vitest'
import { withoutLongValues } from './long-values.ts'

const long = fc.string({ minLength: 201, maxLength: 2_000, unit: 'grapheme-ascii' })

it('repeats at most 200 characters of a value, however a message quotes it', () => {
  fc.assert(
    fc.property(long, fc.constantFrom('', '--image=', '--x'), (value, option) => {
      const given = [option === '--x' ? '--image' : `${option}${value}`, value]
      for (const quoted of [value, JSON.stringify(value), `'${value}'`]) {
        const said = withoutLongValues(`--image ${quoted} is no image: expected one`, given)
        expect(said).toMatch(/^--image /)
        expect(said).toMatch(/ is no image: expected one$/)
        expect(said.length).toBeLessThan(290)
      }
    }),
  )
})

it('recognises values of files by their quotes, or by the absence of spaces', () => {
  const name = 'x'.repeat(10_000)
  expect(withoutLongValues(`clouds.${name} is missing`, [])).toHaveLength(
    200 + ' is missing'.length,
  )
  const quoted = JSON.stringify(`a "b" `.repeat(100))
  expect(withoutLongValues(`is ${quoted}: "c" is better`, []).length).toBeLessThan(230)
})

it('does not change a message that is only long', () => {
  const message = `"a" is no word: expected ${'one or '.repeat(200)}"b"; did you mean "c"?`
  expect(withoutLongValues(message, ['run', '--image', 'a'])).toBe(message)
})
