import type * as Volumes from '../../fixtures/block-storage/provision-volume.ts'
import type * as Contexts from '../../fixtures/core/case/run-context.ts'
import type * as Discovery from '../../src/discover/discover-target.ts'
import type * as Sessions from '../../src/discover/open-sessions.ts'
import { placeOf } from '../../src/discover/place.ts'
import type { JournalSink } from '../../src/journal/journal.ts'
import type * as Contracts from '../../src/openapi/load-contract.ts'
import type * as Suites from '../../suites/suites.ts'
import { moduleOf } from '../subject.ts'

// Fixtures of the measured version wait for volumes of a cloud that prints their states.
const [root = '', cloudsFile = '', times = '', atATime = ''] = process.argv.slice(2)
const load = async <T>(source: string): Promise<T> => import(moduleOf({ name: '', root }, source))
const { createVolume, deleteVolume } = await load<typeof Volumes>(
  'fixtures/block-storage/provision-volume.ts',
)
const { RunContext } = await load<typeof Contexts>('fixtures/core/case/run-context.ts')
const { discoverTarget } = await load<typeof Discovery>('src/discover/discover-target.ts')
const { openSessions, closeSessions } = await load<typeof Sessions>('src/discover/open-sessions.ts')
const { loadContracts } = await load<typeof Contracts>('src/openapi/load-contract.ts')

const TIMES = Number(times)
const AT_A_TIME = Number(atATime)
const DEADLINE_MS = 120_000

// An older subject knows of no documents but those that are tested by default.
const contracts = new Map([...loadContracts()].filter(([, { isDefault = true }]) => isDefault))
const sessions = await openSessions({ member: 'reference' }, placeOf(cloudsFile))
const { discoverersFor } = await load<typeof Suites>('suites/suites.ts')
const target = await discoverTarget(
  sessions,
  contracts,
  { values: {}, absent: [] },
  discoverersFor(contracts),
)
const nowhere: JournalSink = { append: () => undefined, appendDurably: () => Promise.resolve() }
const run = new RunContext({
  run: 'bench',
  contracts,
  journal: nowhere,
  sessions,
  target,
  signal: new AbortController().signal,
  deadlines: { bootMs: DEADLINE_MS, transitionMs: DEADLINE_MS },
  budget: { server: 1, volume: AT_A_TIME },
})

const waits: unknown[] = []

async function wait(isFirst: boolean): Promise<void> {
  const trace = run.trace('arrange')
  const member = run.channel('member', trace)
  const seen = (volume: string, state: 'available' | 'gone'): void => {
    const seenAt = performance.timeOrigin + performance.now()
    waits.push({ volume, state, seenAt, looks: trace.waits.at(-1)?.polls ?? 0, isFirst })
  }
  const volume = await createVolume(run, member)
  seen(volume.id, 'available')
  await deleteVolume(run, member, volume)
  seen(volume.id, 'gone')
}

await wait(true)
let begun = 0
async function waitOnAndOn(): Promise<void> {
  while (begun < TIMES) {
    begun += 1
    await wait(false)
  }
}
// As in a run, each of these loops begins its next wait at once, so that waits do not stay in step.
await Promise.all(Array.from({ length: AT_A_TIME }, waitOnAndOn))
await closeSessions(sessions)
process.stdout.write(`${JSON.stringify(waits)}\n`)
