import { expect, test } from 'vitest'
import { judge } from '../../src/judge/judge-response.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import { headerOf, jsonOf } from '../proxy/message.ts'
import { type Called, conformingReply } from './conforming-reply.ts'
import { contracts, operations, viewAt } from './contracts.ts'
import { formsOf } from './stretches.ts'

const answers = operations.flatMap((operation) =>
  formsOf(operation).flatMap(({ from }) =>
    [...(viewAt(operation.id, from)?.responses.keys() ?? [])].map((status) => ({
      id: operation.id,
      service: operation.service,
      version: from,
      status,
    })),
  ),
)

test('What is made up in a cloud’s place conforms, at every status and microversion', () => {
  const violations = answers
    // The contract allows several types for the body of a 413; no sample is invented.
    .filter(({ status }) => status !== 413)
    .flatMap(({ id, service, version, status }) => {
      const passing: Called = {
        method: 'GET',
        target: '/',
        headers: {},
        body: '',
        origin: 'http://cloud',
        operation: id,
        parameters: {},
        ...(version && { version }),
      }
      const reply = conformingReply(passing, status)
      const headers = Object.fromEntries(
        Object.keys(reply.headers).map((name) => [name, headerOf(reply.headers, name) ?? '']),
      )
      const exchange: Exchange = {
        id: '1',
        at: '2026-01-01T00:00:00.000Z',
        durationMs: 1,
        service,
        persona: 'member',
        operation: id,
        ...(version && { microversion: version }),
        request: { method: 'GET', url: '/', headers: {}, body: { kind: 'empty' } },
        response: {
          status,
          headers,
          body: reply.body === '' ? { kind: 'empty' } : { kind: 'json', value: jsonOf(reply) },
        },
      }
      return judge(exchange, contracts).map((violation) => ({ id, version, status, violation }))
    })

  expect(violations).toEqual([])
})

test('A made-up success names what the request has named', () => {
  const volume = '2c6b1f0e-9d47-4a53-8e12-7b90c4d5f3aa'
  const passing: Called = {
    method: 'POST',
    target: '/',
    headers: {},
    body: JSON.stringify({ volumeAttachment: { volumeId: volume } }),
    origin: 'http://cloud',
    operation: 'compute.attach',
    parameters: { server_id: 's1' },
    version: viewVersion('2.100'),
  }

  expect(jsonOf(conformingReply(passing, 200))).toMatchObject({
    volumeAttachment: { serverId: 's1', volumeId: volume, id: volume },
  })
})

function viewVersion(text: string): Microversion {
  const found = answers.find(({ version }) => version && text.startsWith(version.slice(0, 2)))
  if (found?.version === undefined) throw new TypeError('no version')
  return found.version
}
