import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Body } from '../exchange.ts'
import { type BodyLayout, layoutOf, textIn } from './body-layout.ts'

const json = (value: unknown): Body => ({ kind: 'json', value })

test('JSON as most programs write it is told from that of Python', () => {
  const body = json({ volumes: [{ id: 1, name: 'Übergröße \u{1F4BE}\u007f' }], links: [] })

  expect(layoutOf(body, JSON.stringify(body.kind === 'json' && body.value))).toBe('compact')
  expect(
    layoutOf(
      body,
      '{"volumes": [{"id": 1, "name": "\\u00dcbergr\\u00f6\\u00dfe \\ud83d\\udcbe\\u007f"}], "links": []}',
    ),
  ).toBe('spaced')
})

test('A text whose layout is known is told again from what it says', () => {
  const body = fc.oneof(
    fc.jsonValue().map(json),
    fc.string().map((text): Body => ({ kind: 'text', text })),
  )
  fc.assert(
    fc.property(body, fc.constantFrom('compact', 'spaced', 'plain'), (one, layout) => {
      const text = textIn(layout, one)
      fc.pre(text !== undefined)
      const known = layoutOf(one, text ?? '')
      expect(known).toBeDefined()
      expect(known && textIn(known, one)).toBe(text)
    }),
  )
})

test('A text that is nearly in a layout is never taken for one', () => {
  const change = fc.record({
    at: fc.nat(),
    less: fc.nat(1),
    more: fc.constantFrom('', ' ', ',', '"', 'a', 'é', '\\', '\\u0061', '\\u00e9'),
  })
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom<BodyLayout>('compact', 'spaced'),
      change,
      (value, layout, { at, less, more }) => {
        const whole = textIn(layout, json(value)) ?? ''
        const place = at % (whole.length + 1)
        const text = whole.slice(0, place) + more + whole.slice(place + less)
        const body = parsed(text)
        const known = body && layoutOf(body, text)
        if (body && known) expect(textIn(known, body)).toBe(text)
        if (body && text === textIn('spaced', body)) expect(known).toBeDefined()
      },
    ),
    { numRuns: 1_000 },
  )
})

function parsed(text: string): Body | undefined {
  try {
    return json(JSON.parse(text))
  } catch {
    return undefined
  }
}

test('A text in no known layout has none', () => {
  expect(layoutOf(json({ a: 1 }), '{"a":1.0}')).toBeUndefined()
  expect(layoutOf(json({ a: 1 }), '{"a":1}\n')).toBeUndefined()
  expect(layoutOf({ kind: 'text', text: '\uFFFD' }, '\uFFFD')).toBeUndefined()
})
