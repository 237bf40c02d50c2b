import { checkDocument } from '../../drift/check-document.ts'
import type { Outcome } from '../../drift/explain/explain.ts'
import type { Facts } from '../../drift/facts/facts.ts'
import { keptReleases, readKeptFacts } from '../../drift/facts/kept-facts.ts'
import { loadSources, type Sources } from '../../drift/facts/sources.ts'
import { differenceText, staleText } from '../../drift/report/difference-text.ts'
import { type Addressee, issueText } from '../../drift/report/issue-text.ts'
import type { Contract } from '../../src/openapi/contract.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packagedServices } from '../../src/openapi/load-services.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { UsageError } from '../errors/usage-error.ts'
import { type FactsOptions, factsOf } from './facts-of.ts'

export interface CheckOptions extends Partial<FactsOptions> {
  readonly all?: boolean
  readonly json?: boolean
  readonly issue?: Addressee
}

/** A document, what it was held to, and what came of it. */
interface Checked {
  readonly contract: Contract
  readonly sources: Sources
  readonly facts: readonly Facts[]
  readonly outcome: Outcome
}

/** Holds the contract to upstream, prints what differs and is not explained, and returns the exit code. */
export function checkSpec(options: CheckOptions): number {
  const checked = options.all === true ? checkAll(options) : checkOne(options)
  const red = checked.filter(({ outcome }) => isRed(outcome))
  if (options.json === true)
    process.stdout.write(`${JSON.stringify(checked.map(asJson), undefined, 2)}\n`)
  else if (options.issue !== undefined) process.stdout.write(issues(checked, options.issue))
  else process.stdout.write(`${checked.flatMap(lines).join('\n')}\n`)
  return red.length > 0 ? EXIT.nonConformant : EXIT.conformant
}

function checkAll({ service, ...options }: CheckOptions): readonly Checked[] {
  for (const name of ['git', 'ref', 'release', 'python'] as const) {
    if (options[name] === undefined) continue
    throw new UsageError(`--all reads the facts that are kept: leave --${name} out, or --all`)
  }
  const services = [...packagedServices().keys()].filter(
    (id) => service === undefined || id === service,
  )
  if (services.length === 0) throw unknownService(service ?? '')
  return services.flatMap((id) => {
    const facts = keptReleases(id).map((release) => readKeptFacts(id, release))
    const sources = loadSources(id)
    return contractsOf(id).map((contract) => ({
      contract,
      sources,
      facts,
      outcome: checkDocument(contract, facts, sources),
    }))
  })
}

function checkOne({ service, git, ref = 'HEAD', ...rest }: CheckOptions): readonly Checked[] {
  if (service === undefined || git === undefined) {
    throw new UsageError(
      'name what to compare with: --service NAME --git DIR, or --all for the releases that are kept',
    )
  }
  const facts = factsOf({ service, git, ref, ...rest })
  const sources = loadSources(service)
  const known = keptReleases(service).map((release) => readKeptFacts(service, release))
  return contractsOf(service).map((contract) => ({
    contract,
    sources,
    facts: [facts],
    outcome: checkDocument(contract, [facts], sources, known),
  }))
}

function contractsOf(service: string): readonly Contract[] {
  return [...packagedContracts().values()].filter((contract) => contract.service === service)
}

function unknownService(name: string): UsageError {
  return new UsageError(
    `--service ${name}: expected one of ${[...packagedServices().keys()].join(', ')}`,
  )
}

function isRed({ unexplained, stale }: Outcome): boolean {
  return unexplained.length > 0 || stale.length > 0
}

function lines({ contract, sources, facts, outcome }: Checked): readonly string[] {
  const { unexplained, stale, explained } = outcome
  const releases = facts.map(({ release }) => release).join(', ')
  const without = facts.filter(({ schemas }) => !schemas).map(({ release }) => release)
  return [
    `${contract.id} with ${releases}: ${explained.errata} explained by errata, ${explained.editions} by ` +
      `editions, ${unexplained.length} not explained, ${stale.length} of errata seen no more`,
    ...(without.length > 0
      ? [`  without Python the schemas were not compared: ${without.join(', ')}`]
      : []),
    ...unexplained.map((one) => `  ${differenceText(contract, one, sources.repository)}`),
    ...stale.map((one) => `  ${staleText(one)}`),
  ]
}

function issues(checked: readonly Checked[], to: Addressee): string {
  const texts = checked.flatMap(({ contract, sources, outcome }) =>
    outcome.unexplained.map((one) => issueText(contract, one, sources.repository, to)),
  )
  return texts.length === 0 ? '' : `${texts.join('\n\n---\n\n')}\n`
}

function asJson({ contract, facts, outcome }: Checked) {
  return {
    document: contract.id,
    releases: facts.map(({ release, ref, schemas }) => ({ release, ref, schemas })),
    ...outcome,
  }
}
