import { extractFacts } from '../../drift/facts/extract-facts.ts'
import type { Facts } from '../../drift/facts/facts.ts'
import { loadSources } from '../../drift/facts/sources.ts'
import { findCommit } from '../../drift/upstream/find-commit.ts'
import { gitFiles } from '../../drift/upstream/git-files.ts'
import { packagedReleases } from '../../src/attestation/releases.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packagedServices } from '../../src/openapi/load-services.ts'
import { UsageError } from '../errors/usage-error.ts'

export interface FactsOptions {
  readonly service: string
  /** A checkout or a bare repository. */
  readonly git: string
  readonly ref: string
  /** What the facts are kept as; when left out, the release that `ref` names, or else `master`. */
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
  const { id, name } = findCommit(git, ref)
  if (name !== ref) {
    process.stderr.write(`--ref ${ref}: nothing is called so; read ${name} (${id.slice(0, 12)})\n`)
  }
  const label = { release: release ?? releaseNamedBy(name), ref: name }
  const sources = loadSources(service)
  return extractFacts(gitFiles(git, id), sources, contracts, label, python ?? 'python3')
}

/** The known release whose branch or last tag has this name; `master` for every other name. */
function releaseNamedBy(ref: string): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1).replace(/-eo[ml]$/, '')
  return packagedReleases().has(name) ? name : 'master'
}
