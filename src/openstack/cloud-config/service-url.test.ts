import { expect, test } from 'vitest'
import { checkedUrl } from './service-url.ts'

test('A URL loses the slashes at its end, and is read in no time however many it has', () => {
  const refused = () => {
    throw new TypeError('it is refused')
  }
  const check = (url: string) => checkedUrl(url, 'auth_url', 'a URL', refused)
  const slashes = '/'.repeat(900_000)
  const began = performance.now()

  expect(check(`http://h/v3${slashes}`)).toBe('http://h/v3')
  expect(check(`http://h${slashes}x`)).toBe(`http://h${slashes}x`)
  expect(performance.now() - began).toBeLessThan(2_000)
})
