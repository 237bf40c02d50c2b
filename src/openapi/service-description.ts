import { z } from 'zod'
import type { Service } from './contract.ts'
import {
  type ResourceDescription,
  resourceEntries,
  type WishDescription,
  wishEntries,
} from './service-settings.ts'

/** How requests and answers of a service name microversions. */
export interface MicroversionProtocol {
  /** The word in `OpenStack-API-Version: <word> X.Y`. */
  readonly name: string
  /** The header that the service used before the common one, if it still takes it. */
  readonly legacyHeader?: string
  /** A path below the endpoint that is cheap to read, and whose answers name a microversion. */
  readonly seenAt?: string
}

/** What all documents of a service have in common: `specs/<service>/service.yaml`. */
export interface ServiceDescription {
  readonly id: Service
  readonly title: string
  /** Its position in lists, plans and reports. */
  readonly order: number
  /** Its types in a catalog; an earlier one is preferred to a later one. */
  readonly catalogTypes: readonly string[]
  /** The prefixes of its settings in clouds.yaml; an earlier one is preferred to a later one. */
  readonly settingPrefixes: readonly string[]
  /** The API version that is tested: its path segment, and its ids in the version document. */
  readonly version: { readonly segment: string; readonly ids: readonly string[] }
  /** Whether the path always has the project id, or only where the catalog has it. */
  readonly projectInPath: 'always' | 'as-in-catalog'
  /** Absent for a service without microversions. */
  readonly microversions?: MicroversionProtocol
  readonly requestIdHeaders: readonly string[]
  /** Kinds of resources that a run creates there. */
  readonly resources: readonly ResourceDescription[]
  /** What a user may say of a target, besides how many of each kind there may be. */
  readonly wishes: readonly WishDescription[]
  /** What a cloud may lack, as requirements name it in `needs`. */
  readonly features: { readonly declarable: readonly string[]; readonly tried: readonly string[] }
  /** The file names of its documents; empty for a service that is used and not tested. */
  readonly documents: readonly string[]
}

/** All services by their ids. */
export type Services = ReadonlyMap<Service, ServiceDescription>

const texts = z.array(z.string().min(1)).min(1)
const names = z.array(z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected a name such as some-feature'))

/** The form of `service.yaml`. `microversions` is required, with `none` for a service without any. */
export const ServiceEntry = z
  .strictObject({
    title: z.string().min(1),
    order: z.int(),
    'catalog-types': texts,
    'setting-prefixes': z
      .array(z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected a prefix such as block_storage'))
      .min(1),
    version: z.strictObject({
      segment: z.string().regex(/^v\d+(\.\d+)?$/, 'expected a path segment such as v2.1'),
      ids: texts,
    }),
    'project-in-path': z.enum(['always', 'as-in-catalog']),
    microversions: z.union(
      [
        z.literal('none'),
        z.strictObject({
          name: z.string().min(1),
          'legacy-header': z.string().min(1).optional(),
          'seen-at': z.string().startsWith('/').optional(),
        }),
      ],
      { error: 'expected { name, legacy-header, seen-at } or none' },
    ),
    'request-id-headers': z.array(z.string().min(1).toLowerCase()),
    // Read as text by the redaction of secrets.
    words: z.string().optional(),
    resources: resourceEntries,
    wishes: wishEntries,
    features: z
      .strictObject({ declarable: names.default([]), tried: names.default([]) })
      .prefault({}),
  })
  .transform(
    ({ microversions, ...entry }): Omit<ServiceDescription, 'id' | 'documents'> => ({
      title: entry.title,
      order: entry.order,
      catalogTypes: entry['catalog-types'],
      settingPrefixes: entry['setting-prefixes'],
      version: entry.version,
      projectInPath: entry['project-in-path'],
      ...(microversions !== 'none' && { microversions: protocolOf(microversions) }),
      requestIdHeaders: entry['request-id-headers'],
      resources: entry.resources,
      wishes: entry.wishes,
      features: entry.features,
    }),
  )

function protocolOf(written: {
  readonly name: string
  readonly 'legacy-header'?: string | undefined
  readonly 'seen-at'?: string | undefined
}): MicroversionProtocol {
  const { name, 'legacy-header': legacyHeader, 'seen-at': seenAt } = written
  return {
    name,
    ...(legacyHeader !== undefined && { legacyHeader }),
    ...(seenAt !== undefined && { seenAt }),
  }
}
