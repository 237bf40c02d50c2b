import { extractFacts } from '../../drift/facts/extract-facts.ts'
import type { Facts } from '../../drift/facts/facts.ts'
import { loadSources } from '../../drift/facts/sources.ts'
import { gitFiles } from '../../drift/upstream/git-files.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packagedServices } from '../../src/openapi/load-services.ts'
import { UsageError } from '../errors/usage-error.ts'

export interface FactsOptions {
  readonly service: string
  /** A checkout or a bare repository. */
  readonly git: string
  readonly ref: string
  /** What the facts are kept as; `master` when left out. */
  readonly release?: string
  /** The program that evaluates schemas. */
  readonly python?: string
}

/** Names of releases, and of the development branch. */
const RELEASE = /^(?:\d{4}\.\d|[a-z]+)$/

/** Extracts what a repository says of a service. Throws {@link UsageError} and `UpstreamError`. */
export function factsOf({ service, git, ref, release, python }: FactsOptions): Facts {
  const services = packagedServices()
  if (!services.has(service)) {
    throw new UsageError(`--service ${service}: expected one of ${[...services.keys()].join(', ')}`)
  }
  if (release !== undefined && !RELEASE.test(release)) {
    throw new UsageError(`--release ${release}: expected a name such as 2026.2, zed or master`)
  }
  const contracts = [...packagedContracts().values()].filter((one) => one.service === service)
  const label = { release: release ?? 'master', ref }
  return extractFacts(
    gitFiles(git, ref),
    loadSources(service),
    contracts,
    label,
    python ?? 'python3',
  )
}
