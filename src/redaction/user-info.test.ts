import { describe, expect, it, test } from 'vitest'
import { withoutUserInfo } from './user-info.ts'

describe('user and password are left out of a URL', () => {
  it.each([
    ['as it is', 'at https://ada:hush@h.example/x', 'at https://h.example/x'],
    ['with a user only', 'HTTPS://ada@h.example', 'HTTPS://h.example'],
    ['with an @ in the password', 'https://ada:hu@sh@h.example', 'https://h.example'],
    ['with a slash in it', 'https://ada:hu/sh@h.example/v3', 'https://h.example/v3'],
    ['with a question mark in it', 'rabbit://ada:hu?sh@h:5672', 'rabbit://h:5672'],
    ['without a scheme', 'see //ada:hush@h.example/x', 'see //h.example/x'],
    ['as PHP writes it in JSON', String.raw`https:\/\/ada:hush@h\/x`, String.raw`https:\/\/h\/x`],
    ['within a URL', '?next=https%3A%2F%2Fada%3Ahush%40h%2Fx', '?next=https%3A%2F%2Fh%2Fx'],
    ['in HTML', 'https:&#x2F;&#x2F;ada:hush&#64;h', 'https:&#x2F;&#x2F;h'],
    ['twice', 'https://a:b@c, https://d:e@f', 'https://c, https://f'],
  ])('%s', (_, text, cleaned) => {
    expect(withoutUserInfo(text)).toBe(cleaned)
  })
})

test.each([
  'mail ada@h.example',
  'https://h.example:5000/v3/ada@h.example',
  'https://h.example/?to=ada@h.example',
  'https://[::1]:5000/ada@h',
  'https://h.example:5000 or //h/a:b',
])('%s has none', (text) => {
  expect(withoutUserInfo(text)).toBe(text)
})

test.each([
  'a',
  '/',
  '//',
  ':',
  'a:',
  '://',
  '://a:',
  '@',
  '%2F',
  '%2F%2Fa:',
  '&#x2F;',
  '\\/',
  '://a:b/c ',
])('A long text of %s takes no longer than reading it', (unit) => {
  const long = unit.repeat(250_000 / unit.length)
  const began = performance.now()
  for (const text of [`${long}@`, `@${long}`, `%40${long}`]) withoutUserInfo(text)
  expect(performance.now() - began).toBeLessThan(4_000)
})
