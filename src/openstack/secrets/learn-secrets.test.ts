import { expect, test } from 'vitest'
import { knownSecrets } from '../../redaction/known-secrets.ts'
import type { Body, Exchange } from '../exchange.ts'
import { learnSecrets } from './learn-secrets.ts'

const answered = (body: Body, headers = {}): Exchange => ({
  id: '1',
  at: '2026-01-02T03:04:05.678Z',
  durationMs: 1,
  service: 'block-storage',
  persona: 'member',
  request: { method: 'GET', url: 'https://volumes.example/', headers: {}, body: { kind: 'empty' } },
  response: { status: 500, headers, body },
})
const text = (content: string): Body => ({ kind: 'text', text: content })

test.each<[string, (secret: string) => Exchange]>([
  ['a header', (secret) => answered({ kind: 'empty' }, { 'x-auth-token': secret })],
  ['a field', (secret) => answered({ kind: 'json', value: [{ auth_password: secret }] })],
  [
    'an object of a driver as a string',
    (secret) =>
      answered({
        kind: 'json',
        value: { connection_info: JSON.stringify({ data: { keyring: secret } }) },
      }),
  ],
  ['a page', (secret) => answered(text(`<p>auth_password=${secret} x=1</p>`))],
  ['XML', (secret) => answered(text(`<a><keyring>${secret}</keyring></a>`))],
  ['HTML', (secret) => answered(text(`{&quot;token&quot;: &quot;${secret}&quot;}`))],
  ['broken JSON', (secret) => answered(text(`{"auth_password": "${secret}", `))],
])('What an answer shows as a secret in %s is known from then on', (place, exchange) => {
  const secret = `qZ7#${Buffer.from(place).toString('base64url')}_9x`
  learnSecrets(exchange(secret))

  expect(knownSecrets.clean(`it is ${secret}!`)).toBe('it is [redacted]!')
})
