import type { Operation, OperationId, RequirementId } from '../../src/openapi/contract.ts'
import { microversion } from '../../src/openapi/microversion.ts'
import type { OperationLookup } from '../operation-lookup.ts'

const source = { edition: 'both', section: 'Attach a boat' } as const

function operation(
  facts: Pick<Operation, 'id' | 'service' | 'method' | 'path' | 'section'>,
  conditions: Readonly<Record<string, string>>,
): Operation {
  return {
    ...facts,
    summary: `${facts.section}.`,
    link: `https://docs.example/${facts.service}#${facts.id.replace('.', '-')}`,
    range: { min: microversion('2.1') },
    notes: [],
    requirements: Object.entries(conditions).map(([key, when]) => ({
      id: `${facts.id}:${key}` as RequirementId,
      operation: facts.id,
      status: Number(key.split(':')[0]),
      level: key.endsWith('-hint') ? 'SHOULD' : 'MUST',
      when,
      range: { min: microversion('2.1') },
      persona: key.includes('reader') ? 'reader' : 'member',
      needs: [],
      source,
      errata: [],
      covers: [],
    })),
  }
}

/** Invented operations with the ids of real ones, for tests of the reports. */
export const SYNTHETIC_OPERATIONS: readonly Operation[] = [
  operation(
    {
      id: 'compute.list',
      service: 'compute',
      method: 'GET',
      path: '/servers/{server_id}/os-volume_attachments',
      section: 'List boats of a harbour',
    },
    {
      '200:listed': 'the harbour exists',
      '400:bad-limit': 'the limit is no number',
      '404:no-harbour': 'there is no such harbour',
    },
  ),
  operation(
    {
      id: 'compute.attach',
      service: 'compute',
      method: 'POST',
      path: '/servers/{server_id}/os-volume_attachments',
      section: 'Attach a boat',
    },
    {
      '200:attached': 'the boat is free',
      '400:additional-property': 'the body has a property that is not documented',
      '403:reader-refused': 'the persona may only read',
      '404:no-boat': 'there is no such boat',
      '409:boat-in-use': 'the boat is moored elsewhere',
      '409:device-hint': 'the place is taken',
    },
  ),
  operation(
    {
      id: 'block-storage.create',
      service: 'block-storage',
      method: 'POST',
      path: '/attachments',
      section: 'Create a mooring',
    },
    {
      '200:created': 'the boat is free',
      '400:missing-boat': 'no boat is named',
      '403:reader-refused': 'the persona may only read',
      '404:no-boat': 'there is no such boat',
    },
  ),
]

export const syntheticLookup: OperationLookup = (id: OperationId) =>
  SYNTHETIC_OPERATIONS.find((known) => known.id === id)
