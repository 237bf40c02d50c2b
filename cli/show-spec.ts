import { stringify } from 'yaml'
import { project } from '../src/openapi/at-version/project.ts'
import { documentsNamed } from '../src/openapi/choose-documents.ts'
import type { Contract, Contracts } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { formatRange, isWithin, microversion } from '../src/openapi/microversion.ts'
import { UsageError } from './errors/usage-error.ts'

/** Lists the documents, and whether a run tests them by default. */
export function listSpecs(
  { json }: { readonly json?: boolean },
  contracts: Contracts = packagedContracts(),
): void {
  const documents = [...contracts.values()].map(({ id, title, range, isDefault }) => ({
    id,
    title,
    microversions: range === undefined ? null : { ...range },
    default: isDefault,
  }))
  const width = Math.max(...documents.map(({ id }) => id.length))
  const lines = documents.map(({ id, title, microversions, default: isDefault }) => {
    const range = microversions === null ? 'no microversions' : formatRange(microversions)
    return `${id.padEnd(width)}  ${title}, ${range}${isDefault ? ', tested by default' : ''}`
  })
  process.stdout.write(
    json === true ? `${JSON.stringify(documents, undefined, 2)}\n` : `${lines.join('\n')}\n`,
  )
}

/** Prints a document, for one microversion if one is given. */
export function showSpec(
  name: string,
  { at, json }: { readonly at?: string; readonly json?: boolean },
  contracts: Contracts = packagedContracts(),
): void {
  const contract = contractNamed(name, contracts)
  const document = at === undefined ? contract.document : projected(contract, at)
  process.stdout.write(
    json === true ? `${JSON.stringify(document, undefined, 2)}\n` : yamlText(document),
  )
}

/** YAML that readers of 1.1, such as PyYAML, understand alike: there, a plain on or NO is a boolean. */
export function yamlText(value: unknown): string {
  return stringify(value, { compat: 'yaml-1.1' })
}

/**
 * The only document with this id or name, or the only default one of the service with this name.
 */
function contractNamed(name: string, contracts: Contracts): Contract {
  const found = documentsNamed(name, contracts)
  const [only, ...others] = found.length > 1 ? found.filter(({ isDefault }) => isDefault) : found
  if (only !== undefined && others.length === 0) return only
  const names = (found.length > 0 ? found : [...contracts.values()]).map(({ id }) => id)
  throw new UsageError(
    found.length > 0
      ? `${name} has several documents; name one: ${names.join(' and ')}`
      : `there is no contract of "${name}"; there are ${names.join(' and ')}`,
  )
}

function projected({ document, range, service }: Contract, at: string): Contract['document'] {
  const version = microversion(at)
  if (range === undefined) {
    throw new UsageError(`--at ${at}: ${service} has no microversions; leave it out`)
  }
  if (isWithin(version, range)) return project(document, version)
  throw new UsageError(
    `--at ${at} is outside of ${range.min}–${range.max}, which the contract of ${service} covers`,
  )
}
