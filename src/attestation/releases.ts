import { join } from 'node:path'
import { z } from 'zod'
import type { Service } from '../openapi/contract.ts'
import { ContractError } from '../openapi/contract-error.ts'
import { digestOf } from '../openapi/digest.ts'
import { pointer } from '../openapi/json-pointer.ts'
import { contractBytes, packagedServices, SPECS } from '../openapi/load-services.ts'
import { parsePart } from '../openapi/reading/parse-part.ts'
import { parsedDocument } from '../openapi/reading/parsed-document.ts'
import type { Services } from '../openapi/service-description.ts'
import { type ProfilePart, parseParts } from './profile-parts.ts'

/** Releases of OpenStack by name, in lower case, each with its profile. */
export type Releases = ReadonlyMap<string, readonly ProfilePart[]>

/** The file with the releases, below `specs/`. */
const FILE = 'releases.yaml'

const NAME = /^[a-z0-9][a-z0-9.]*$/

const schema = z.record(
  z.string(),
  z.string({ error: 'expected a profile: <service>-<first>..<last>, joined with +' }),
)

/** Reads the releases of a folder with the layout of `specs/`. Throws {@link ContractError}. */
export function loadReleases(directory: string, services: Services): Releases {
  const bytes = contractBytes(join(directory, FILE), FILE)
  const written = parsePart(schema, parsedDocument(bytes, digestOf(bytes), FILE), FILE, '')
  return new Map(
    Object.entries(written).map(([name, spelled]) => {
      if (!NAME.test(name)) {
        const expected = 'expected a name such as 2026.1, in small letters'
        throw new ContractError(FILE, pointer(name), expected)
      }
      const parts = parseParts(spelled, services)
      if (typeof parts !== 'string') return [name, parts]
      throw new ContractError(
        FILE,
        pointer(name),
        `${JSON.stringify(spelled)} is no profile: ${parts}`,
      )
    }),
  )
}

let packaged: Releases | undefined

/** The releases of the package, read once. Throws {@link ContractError}. */
export function packagedReleases(): Releases {
  packaged ??= loadReleases(SPECS, packagedServices())
  return packaged
}

/**
 * The releases whose newest microversions are those that a cloud offers; `newestOf` returns them by
 * service. Several releases may match, and none may match a cloud that lacks some microversions or
 * is newer than all known releases.
 */
export function releasesOffering(
  newestOf: (service: Service) => string | undefined,
  releases: Releases = packagedReleases(),
): readonly string[] {
  return [...releases].flatMap(([name, parts]) =>
    parts.every(({ service, range }) => range?.max === newestOf(service)) ? [name] : [],
  )
}
