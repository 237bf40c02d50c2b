import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { parseDocument } from 'yaml'
import { packageRoot } from '../../package-root.ts'
import type { Contract } from '../contract.ts'
import { ContractError } from '../contract-error.ts'
import type { ServiceDescription } from '../service-description.ts'

/** The folder for documents that the build has parsed, in files named by the digest of their YAML. */
export const KEPT = join(packageRoot, 'dist', 'contracts')

/** The path for a parsed document, whether the file exists or not. */
export function keptFile(digest: string): string {
  return join(KEPT, `${digest.replace(':', '-')}.json`)
}

/** The path for a contract that was read and checked, whether the file exists or not. */
export function checkedFile(digest: string): string {
  return join(KEPT, `${digest.replace(':', '-')}.checked.json`)
}

/**
 * The contract of a document, if the build has kept it for the same bytes and the same description of
 * its service. Undefined when the code runs from the sources, which may differ from the built code.
 */
export function checkedContract(
  digest: string,
  description: ServiceDescription,
): Contract | undefined {
  const kept = import.meta.url.endsWith('.ts') ? undefined : textOf(checkedFile(digest))
  if (kept === undefined) return undefined
  // The build wrote it after checking it, and it is as trustworthy as the compiled code beside it.
  const contract = JSON.parse(kept) as Contract
  return isDeepStrictEqual(contract.description, description) ? contract : undefined
}

/**
 * The value of a contract document's YAML. Parsing takes half a second, so the parsed form that the
 * build has kept is used when it is of the same bytes. Throws {@link ContractError} for invalid YAML.
 */
export function parsedDocument(bytes: Buffer, digest: string, file: string): unknown {
  const kept = textOf(keptFile(digest))
  return kept === undefined ? parseYaml(bytes.toString('utf8'), file) : JSON.parse(kept)
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // The document was not there when the build was made, or has changed since.
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
