import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCurl } from './curl.ts'
import type { Body, Exchange, Headers } from './exchange.ts'

function exchange(method: string, url: string, headers: Headers, body: Body): Exchange {
  return {
    id: '1',
    at: '2026-01-02T03:04:05.678Z',
    durationMs: 1,
    service: 'compute',
    persona: 'member',
    request: { method, url, headers, body },
  }
}

/** The arguments that a POSIX shell would pass to curl, for each command. */
function argumentsOf(commands: readonly string[]): readonly (readonly string[])[] {
  const script = [
    `curl() { printf '%s\\0' "$@"; printf '\\001\\0'; }`,
    ...commands.map((command) => `${command}\n`),
  ].join('\n')
  const output = execFileSync('/bin/sh', ['-s'], {
    input: script,
    env: { OS_TOKEN: 'the $token' },
    maxBuffer: 1 << 26,
  }).toString('utf8')
  return output
    .split('\u0001\u0000')
    .slice(0, -1)
    .map((part) => part.split('\u0000').slice(0, -1))
}

describe('the curl command', () => {
  it('repeats a request with the token of the shell', () => {
    const command = toCurl(
      exchange(
        'POST',
        'https://compute.example/v2.1/servers/s1/os-volume_attachments',
        { 'x-auth-token': 'gAAAA', 'content-type': 'application/json', 'user-agent': 'attest' },
        { kind: 'json', value: { volumeAttachment: { volumeId: "it's" } } },
      ),
    )
    expect(command).not.toContain('gAAAA')
    expect(argumentsOf([command])).toEqual([
      [
        ...['--globoff', '--path-as-is', '-sS', '-i', '-X', 'POST'],
        'https://compute.example/v2.1/servers/s1/os-volume_attachments',
        ...['-H', 'x-auth-token: the $token', '-H', 'content-type: application/json'],
        ...['--data-raw', '{"volumeAttachment":{"volumeId":"it\'s"}}'],
      ],
    ])
  })

  it('sends an empty header, no made-up content type, and the length of an empty body', () => {
    const url = 'https://compute.example/'
    const [withText = [], empty = []] = argumentsOf([
      toCurl(exchange('POST', url, { 'x-auth-token': '' }, { kind: 'text', text: '@file' })),
      toCurl(exchange('PUT', url, {}, { kind: 'empty' })),
    ])
    expect(withText.slice(6)).toEqual([
      url,
      ...['-H', 'x-auth-token;', '-H', 'content-type:', '--data-raw', '@file'],
    ])
    expect(empty.slice(6)).toEqual([url, '-H', 'content-length: 0'])
  })

  it('hands everything to curl as it is, whatever is in it', () => {
    const nasty = fc
      .oneof(
        fc.string({ unit: 'binary' }),
        fc.string(),
        fc.constantFrom(`'"$(touch x)\`id\`\\`, '!!', "'\n'", '-o', "'''"),
      )
      .map((value) =>
        Buffer.from(value).toString('utf8').replaceAll('\u0000', '').replaceAll('\u0001', ''),
      )
    const request = fc.record({ method: nasty, url: nasty, name: nasty, value: nasty, body: nasty })
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 200 }), (requests) => {
        const seen = argumentsOf(
          requests.map(({ method, url, name, value, body }) =>
            toCurl(
              exchange(method, url, { [`x-${name}`]: `v${value}` }, { kind: 'text', text: body }),
            ),
          ),
        )
        const expected = requests.map(({ method, url, name, value, body }) => [
          ...['--globoff', '--path-as-is', '-sS', '-i', '-X', method.toUpperCase(), url],
          ...['-H', `x-${name}: v${value}`, '-H', 'content-type:', '--data-raw', body],
        ])
        expect(seen).toEqual(expected)
      }),
      { numRuns: 10 },
    )
  })
})
