import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { OpenAPIV3_1 } from 'openapi-types'
import { packageRoot } from '../package-root.ts'
import { checkDocument } from './check-document.ts'
import { type Contract, SERVICES, type Service } from './contract.ts'
import { ContractError } from './contract-error.ts'
import { digestOf } from './digest.ts'
import { DocumentFrame } from './extensions.ts'
import { compareMicroversions } from './microversion.ts'
import { parsePart } from './parse-part.ts'
import { checkedContract, parsedDocument } from './parsed-document.ts'
import { readErrata } from './read-errata.ts'
import { readExclusions } from './read-exclusions.ts'
import { readOperations } from './read-operations.ts'

/**
 * Reads one contract document and checks it.
 * Throws {@link ContractError} with the file and the JSON pointer of what is wrong.
 */
export function loadContract(path: string): Contract {
  const file = basename(path)
  const bytes = readBytes(path, file)
  const digest = digestOf(bytes)
  const checked = checkedContract(digest)
  if (checked !== undefined) return { ...checked, file }
  const frame = parsePart(DocumentFrame, parsedDocument(bytes, digest, file), file, '')
  const extension = frame['x-openstack']
  const range = { min: extension['min-ver'], max: extension['max-ver'] }
  if (compareMicroversions(range.min, range.max) > 0) {
    throw new ContractError(file, '/x-openstack', 'bad range: min-ver is later than max-ver')
  }
  const legacy = extension['legacy-microversion-header']
  checkDocument(frame, file, range, new Set(frame['x-errata'].map(({ id }) => id)))
  const operations = readOperations(frame, file)
  return {
    service: extension.service,
    file,
    digest,
    title: frame.info.title,
    range,
    protocol: {
      microversionName: extension['microversion-name'],
      ...(legacy !== undefined && { legacyMicroversionHeader: legacy }),
      requestIdHeaders: extension['request-id-headers'],
    },
    // That the rest of the frame is OpenAPI 3.1 is what the tests of `specs/` check.
    document: frame as unknown as OpenAPIV3_1.Document,
    operations,
    errata: readErrata(frame, file, operations),
    exclusions: readExclusions(frame, file, operations),
  }
}

/**
 * Reads every `*.yaml` of a folder, by default the package's `specs/`.
 * Throws {@link ContractError}; also when two documents are of one service.
 */
export function loadContracts(
  directory: string = join(packageRoot, 'specs'),
): ReadonlyMap<Service, Contract> {
  const contracts = new Map<Service, Contract>()
  for (const name of readdirSync(directory).sort()) {
    if (!name.endsWith('.yaml')) continue
    const contract = loadContract(join(directory, name))
    const other = contracts.get(contract.service)
    if (other !== undefined) {
      const problem = `${other.file} is already the document of ${contract.service}`
      throw new ContractError(name, '/x-openstack/service', problem)
    }
    contracts.set(contract.service, contract)
  }
  return new Map(
    SERVICES.flatMap((service) => {
      const contract = contracts.get(service)
      return contract === undefined ? [] : [[service, contract] as const]
    }),
  )
}

function readBytes(path: string, file: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    throw new ContractError(file, undefined, `cannot be read (${code}): ${path}`)
  }
}
