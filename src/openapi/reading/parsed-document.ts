import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseDocument } from 'yaml'
import { packageRoot } from '../../package-root.ts'
import type { Contract } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import type { ServiceDescription } from '../service-description.ts'

/** Where the build keeps what it has parsed, each under the digest of its YAML. */
export const KEPT = join(packageRoot, 'dist', 'contracts')

/** The file that holds a parsed document, whether it is there or not. */
export function keptFile(digest: string): string {
  return join(KEPT, `${digest.replace(':', '-')}.json`)
}

/** The file that holds a contract that was read and checked. */
export function checkedFile(digest: string): string {
  return join(KEPT, `${digest.replace(':', '-')}.checked.json`)
}

/**
 * The contract of a document, if the build has read and checked these very bytes for a service that
 * was described as it is now; undefined where the sources run, which may read more than they did
 * when the build was made.
 */
export function checkedContract(
  digest: string,
  description: ServiceDescription,
): Contract | undefined {
  const kept = import.meta.url.endsWith('.ts') ? undefined : textOf(checkedFile(digest))
  if (kept === undefined) return undefined
  // The build's own, as the code beside it is: checked before it was written.
  const contract = JSON.parse(kept) as Contract
  return isDeepStrictEqual(contract.description, description) ? contract : undefined
}

/**
 * What a contract document says. Parsing its YAML takes half a second, so what the build has kept is
 * taken where it is of the very same bytes. Throws {@link ContractError} for what is no YAML.
 */
export function parsedDocument(bytes: Buffer, digest: string, file: string): unknown {
  const kept = textOf(keptFile(digest))
  return kept === undefined ? parseYaml(bytes.toString('utf8'), file) : JSON.parse(kept)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // Not built, or changed since.
    return undefined
  }
}

/** Parses the YAML of a document. Throws {@link ContractError}. */
export function parseYaml(text: string, file: string): unknown {
  const parsed = parseDocument(text, { version: '1.2', schema: 'core' })
  const [problem] = parsed.errors
  if (problem !== undefined) throw new ContractError(file, undefined, problem.message)
  return parsed.toJS()
}
