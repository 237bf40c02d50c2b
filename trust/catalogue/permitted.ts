import type { Requirement } from '../../src/openapi/contract.ts'
import { matchesPattern } from '../../src/patterns/pattern-distance.ts'
import { contracts } from '../answers/contracts.ts'

/** The errata that allow a cloud to answer something else than a requirement promises. */
const PERMITTED_BY: readonly (readonly [requirements: string, erratum: string])[] = [
  ...['delete', 'show', 'list-detail', 'list', 'create', 'update', 'complete'].map(
    (operation) =>
      [`block-storage.${operation}:401:*-token`, 'block-storage:undocumented-401'] as const,
  ),
  ['block-storage.delete:401:*-service-token', 'block-storage.delete:false-service-token'],
  ['block-storage.*:403:role', 'block-storage:role-defaults'],
  ['block-storage.*:403:guest', 'block-storage:role-defaults'],
  ['block-storage.*-transfer:403:role', 'block-storage:transfers-role-defaults'],
  ['block-storage.update:404:foreign-attachment', 'block-storage:foreign-attachment'],
  ['block-storage.delete:404:foreign-attachment', 'block-storage:foreign-attachment'],
  ['block-storage.delete:403:foreign-attachment', 'block-storage.delete:foreign-attachment-hidden'],
  ['block-storage.show:404:foreign-attachment', 'block-storage.show:foreign-attachment-shown'],
  ['block-storage.delete:409:*', 'block-storage.delete:409-after-seed'],
  ['block-storage.update:409:*', 'block-storage.update:409-after-seed'],
  ['block-storage.complete:404:body-no-object', 'block-storage.complete:body-is-no-object'],
  ['block-storage.complete:400:no-content-type', 'block-storage.complete:no-content-type'],
  ['compute.show:400:unknown-query-key', 'compute:unknown-query-keys'],
  ['image.*:403:role', 'image:role-defaults'],
  ['image.*:404:no-role', 'image:role-defaults'],
  ['image.delete-tag:404:long-tag', 'image.delete-tag:long-tag'],
]

/**
 * Whether an erratum allows a cloud of the newest release this answer in place of the promised
 * one.
 */
export function isPermitted({ id }: Pick<Requirement, 'id'>, status: number): boolean {
  return PERMITTED_BY.some(
    ([requirements, erratum]) =>
      matchesPattern(requirements, id) && permittedBy(erratum).includes(status),
  )
}

function permittedBy(id: string): readonly number[] {
  for (const { errata } of contracts.values()) {
    const permits = errata.find((erratum) => erratum.id === id)?.permits
    if (permits !== undefined) return permits.upTo === undefined ? permits.statuses : []
  }
  throw new TypeError(`there is no erratum ${id} that permits anything`)
}
