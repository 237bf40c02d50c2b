import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { closeSessions, openSessions } from '../../../src/discover/open-sessions.ts'
import { placeOf } from '../../../src/discover/place.ts'
import type { Contract, Service } from '../../../src/openapi/contract.ts'
import { matchOperation } from '../../../src/openapi/match-operation.ts'
import {
  compareMicroversions,
  intersect,
  isWithin,
  type Microversion,
  type MicroversionRange,
} from '../../../src/openapi/microversion.ts'
import { type SpokenMicroversions, spokenIn } from '../../../trust/answers/spoken-microversions.ts'
import type { Fault } from '../../../trust/fault.ts'
import { comparedDocuments } from '../compared-documents.ts'
import type { Peer, PeerRun } from '../peer.ts'
import { runProgram } from '../program.ts'
import { type RecordedCloud, recordCloud } from '../recorded-cloud.ts'
import { memberOf, type Ring } from '../ring.ts'
import { type Interaction, interactionsOf } from './cassette.ts'
import { documentFor, type Existing } from './document.ts'
import { installSchemathesis, SCHEMATHESIS } from './installation.ts'
import { furnish, type SeededResources } from './seeded-resources.ts'

/** A document at one microversion. */
interface Edition {
  readonly contract: Contract
  readonly spoken: SpokenMicroversions
  readonly at: Microversion
}

interface SchemathesisRun extends PeerRun {
  readonly interactions: readonly Interaction[]
}

/** How many examples Schemathesis generates; more take longer and reach no further statuses. */
const EXAMPLES = 20

/**
 * Schemathesis with the projected documents, at the first and the last microversion of the cloud, with
 * all of its phases and checks. A cell is verified by a case that has passed its checks.
 */
export const schemathesis: Peer = {
  name: 'Schemathesis',

  async missing({ scratch }) {
    const program = await installSchemathesis(scratch)
    return program ? undefined : `pip install schemathesis==${SCHEMATHESIS} failed`
  },

  run: (ring, folder) => runSchemathesis(ring, folder, editionsOf(ring)),

  async detective(ring, folder) {
    const editions = editionsOf(ring)
    const calm = failuresOf(await runSchemathesis(ring, folder, editions))
    return async (fault) => {
      const meeting = editions.filter((edition) => canShow(fault, edition))
      if (meeting.length === 0) return false
      const failures = failuresOf(await runSchemathesis(ring, folder, meeting, fault))
      return [...failures].some((one) => fault.id.startsWith(operationIn(one)) && !calm.has(one))
    }
  },
}

function editionsOf(ring: Ring): Edition[] {
  const offered = memberOf(ring).versions
  return [...comparedDocuments.values()].flatMap((contract) => {
    const microversions = offered[contract.service]?.microversions
    const spoken = spokenIn(contract)
    if (microversions === undefined || spoken === undefined) return []
    const common = intersect(microversions, documented(contract, spoken))
    if (common?.min === undefined || common.max === undefined) return []
    return [...new Set([common.min, common.max])].map((at) => ({ contract, spoken, at }))
  })
}

/** The range of a document that begins with the first microversion at which it has an operation. */
function documented(
  { operations }: Contract,
  { range }: SpokenMicroversions,
): Required<MicroversionRange> {
  const first = operations
    .map(({ range: { min = range.min } }) => min)
    .reduce((a, b) => (compareMicroversions(a, b) <= 0 ? a : b))
  return { ...range, min: first }
}

function canShow({ id, at = {} }: Fault, { contract, at: version }: Edition): boolean {
  return id.startsWith(`${contract.service}.`) && isWithin(version, at)
}

/** `compute.attach/response_schema_conformance/200` for each check that failed. */
function failuresOf({ interactions }: SchemathesisRun): Set<string> {
  return new Set(
    interactions.flatMap(({ method, uri, status, failures }) => {
      const id = matchOperation(comparedDocuments, method, uri)?.operation.id
      return id === undefined ? [] : failures.map((check) => `${id}/${check}/${status}`)
    }),
  )
}

function operationIn(failure: string): string {
  return `${failure.split('/')[0]}/`
}

async function runSchemathesis(
  ring: Ring,
  folder: string,
  editions: readonly Edition[],
  fault?: Fault,
): Promise<SchemathesisRun> {
  const cloud = await recordCloud(ring, folder, fault)
  const started = performance.now()
  const { member } = ring.clouds
  const sessions = await openSessions({ member }, placeOf(cloud.cloudsFile))
  try {
    const session = memberOf({ sessions })
    const seeded = await furnish(session, ring.target, editions.length)
    const interactions: Interaction[] = []
    const reading: (() => Promise<void>)[] = []
    try {
      for (const [index, edition] of editions.entries()) {
        const report = await testEdition(ring, folder, cloud, edition, part(seeded, index))
        reading.push(async () => {
          interactions.push(...interactionsOf(await readFile(report, 'utf8')))
        })
      }
    } finally {
      await seeded.remove()
    }
    const seconds = (performance.now() - started) / 1000
    for (const read of reading) await read()
    const passed = interactions.filter((interaction) => interaction.passed)
    const seen = new Set(passed.flatMap(({ requestIds }) => requestIds))
    return {
      seconds,
      passages: cloud.passages,
      verified: ({ requestIds }) => requestIds.some((id) => seen.has(id)),
      interactions,
    }
  } finally {
    await closeSessions(sessions)
    await cloud.close()
  }
}

/** The resources for one document: all share a server, and each has its own volume. */
function part({ server, volumes }: SeededResources, index: number): Existing {
  return { server, volume: volumes[index] ?? '' }
}

/** Tests one document and returns the path of the report. */
async function testEdition(
  ring: Ring,
  parent: string,
  cloud: RecordedCloud,
  { contract, spoken, at }: Edition,
  existing: Existing,
): Promise<string> {
  const { service } = contract
  const folder = join(parent, `${service}-${at}`)
  await mkdir(folder, { recursive: true })
  const document = join(folder, 'openapi.json')
  await writeFile(document, JSON.stringify(documentFor(contract, at, existing)))
  await writeFile(
    join(folder, 'schemathesis.toml'),
    [
      `headers = { X-Auth-Token = "\${OS_TOKEN}", OpenStack-API-Version = "${spoken.name} ${at}" }`,
      '[parameters]',
      `"path.project_id" = "${ring.target.projectId}"`,
      '',
    ].join('\n'),
  )
  const report = join(folder, 'cassette.yaml')
  const url = await cloud.through(rootOf(ring, service))
  const program = (await installSchemathesis(ring.scratch)) ?? 'schemathesis'
  const log = join(folder, 'schemathesis.log')
  const { code } = await runProgram(
    program,
    [
      ...['run', document, '--url', url, '--no-color'],
      ...['--report', 'vcr', '--report-vcr-path', report],
      ...['--workers', 'auto', '--max-examples', String(EXAMPLES), '--seed', '1'],
      ...['--generation-database', 'none', '--continue-on-failure'],
    ],
    { env: { ...process.env, OS_TOKEN: cloud.tokenOf(ring.target.projectId) }, cwd: folder, log },
  )
  if (code > 1) throw new Error(`Schemathesis could not run: see ${log}`)
  return report
}

/** The URL to which the paths of a document are appended; those of some documents have the version. */
function rootOf(ring: Ring, service: Service): string {
  const url = memberOf(ring).endpoints[service]
  if (url === undefined) throw new Error(`the cloud has no endpoint of ${service}`)
  return service === 'compute' ? url : url.replace(/\/v3(\/.*)?$/, '')
}
