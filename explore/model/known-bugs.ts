import type { Service } from '../../src/openapi/contract.ts'
import { type Microversion, microversion } from '../../src/openapi/microversion.ts'

/** Newest microversions of the releases that were seen to have a bug: those of 2026.2. */
const NEWEST = { compute: microversion('2.104'), 'block-storage': microversion('3.71') } as const

interface Affected {
  readonly service: Service
  /** A cloud that offers a later microversion of this service does not count as having the bug. */
  readonly upTo: Microversion
}

const compute: Affected = { service: 'compute', upTo: NEWEST.compute }
const blockStorage: Affected = { service: 'block-storage', upTo: NEWEST['block-storage'] }

/**
 * What releases of upstream do wrong where calls meet, by the id of its erratum (docs/upstream-reports.md has the
 * steps and causes). The model does not allow it, but a history that nothing else explains is explained by it: it is
 * told, and does not end an exploration.
 */
export const KNOWN_BUGS = {
  'compute.attach:server-deleted-meanwhile': compute,
  'compute.attach:refusal-ends-deletion': compute,
  'compute.attach:refusal-ends-other-attachment': compute,
  'compute.detach:attach-under-way': compute,
  'compute.update:detached-meanwhile': compute,
  'block-storage.delete:deadlock': blockStorage,
  'block-storage:attachment-at-the-same-time': blockStorage,
} as const satisfies Readonly<Record<string, Affected>>

export type KnownBug = keyof typeof KNOWN_BUGS
