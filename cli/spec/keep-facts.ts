import { relative } from 'node:path'
import { keepFacts } from '../../drift/facts/kept-facts.ts'
import { UsageError } from '../errors/usage-error.ts'
import { type FactsOptions, factsOf } from './facts-of.ts'

/** Extracts facts and keeps them below `specs/upstream/`, or prints them as JSON. */
export function keepFactsOf(options: Partial<FactsOptions> & { readonly json?: boolean }): void {
  const { service, git, ref, release } = options
  if (service === undefined || git === undefined || ref === undefined || release === undefined) {
    throw new UsageError('say what is read and what it is: --service, --git, --ref and --release')
  }
  const facts = factsOf({ ...options, service, git, ref, release })
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(facts, undefined, 2)}\n`)
    return
  }
  if (!facts.schemas) {
    throw new UsageError(
      `there is no ${options.python ?? 'python3'} to evaluate the schemas, and facts without them are not kept: name one with --python`,
    )
  }
  const path = keepFacts(facts)
  const operations = Object.values(facts.documents).flatMap((one) => Object.values(one.operations))
  const schemas = operations.flatMap(({ method }) => method?.schemas ?? [])
  const newest = facts.newest === undefined ? '' : `, up to ${facts.newest.version}`
  process.stdout.write(
    `${facts.service} of ${facts.release} (${facts.ref})${newest}: ${operations.length} operations, ` +
      `${schemas.length} schemas, ${Object.keys(facts.digests).length} files read\n` +
      `kept in ${relative(process.cwd(), path)}; next: attest spec check --all\n`,
  )
}
