import { requirements } from '../../api/requirements.ts'
import { documentsNamed } from '../../src/openapi/choose-documents.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { UsageError } from '../errors/usage-error.ts'

/** `attest spec requirements`: prints the promises of all documents, or of those that are named. */
export function listRequirements(
  name: string | undefined,
  { json }: { readonly json?: boolean },
): void {
  const all = packagedContracts()
  const named = name === undefined ? [...all.values()] : documentsNamed(name, all)
  if (named.length === 0) {
    const ids = [...all.values()].map(({ id }) => id).join(', ')
    throw new UsageError(`there is no document or service "${name}"; there are ${ids}`)
  }
  const found = requirements(new Map(named.map((contract) => [contract.file, contract])))
  const lines = found.map(({ id, level, microversions, when }) => {
    const range =
      microversions === null ? 'no microversions' : `${microversions.min}–${microversions.max}`
    return `${id}  ${level}, ${range}: ${when}`
  })
  process.stdout.write(
    json === true ? `${JSON.stringify(found, undefined, 2)}\n` : `${lines.join('\n')}\n`,
  )
}
