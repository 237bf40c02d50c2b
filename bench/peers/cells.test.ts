import { expect, test } from 'vitest'
import { microversion } from '../../src/openapi/microversion.ts'
import { verifiedCells } from './cells.ts'
import { comparedDocuments as contracts } from './compared-documents.ts'
import type { Passage } from './passage.ts'

const ATTACHED: Passage = {
  method: 'POST',
  path: '/v2.1/servers/s1/os-volume_attachments',
  operation: 'compute.attach',
  version: microversion('2.60'),
  status: 200,
  requestIds: ['req-1'],
}

test('What was asked several times at a microversion is one cell, and another at another', () => {
  const passages = [ATTACHED, ATTACHED, { ...ATTACHED, version: microversion('2.1') }]

  expect([...verifiedCells(passages, contracts, () => true)]).toEqual([
    'compute.attach 200 2.60',
    'compute.attach 200 2.1',
  ])
})

test('An answer that no document promises is no cell', () => {
  const { operation: _operation, version: _version, ...elsewhere } = ATTACHED
  const passages: Passage[] = [
    { ...ATTACHED, status: 500 },
    { ...ATTACHED, operation: 'block-storage.complete', version: microversion('3.43') },
    elsewhere,
  ]

  expect(verifiedCells(passages, contracts, () => true).size).toBe(0)
})

test('An answer that nobody looked at in a test that passed does not count', () => {
  expect(verifiedCells([ATTACHED], contracts, () => false).size).toBe(0)
})
