import { performance } from 'node:perf_hooks'
import { manualOf } from '../../cli/site/manual-of.ts'
import { buildSite } from '../../site/build-site.ts'
import { withRun } from '../../site/data/add-run.ts'
import type { KeptRun } from '../../site/data/site-index.ts'
import { SiteStore } from '../../site/data/store.ts'
import { writeSite } from '../../site/data/write-site.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { madeRuns } from './made-runs.ts'

// A process of its own, as a build is one: what it took from the disk and the heap counts.
const [folder = '', count = '200'] = process.argv.slice(2)
const contracts = loadContracts()

async function change(taken: (store: SiteStore, runs: readonly KeptRun[]) => readonly KeptRun[]) {
  const store = new SiteStore(folder)
  const runs = taken(store, store.index()?.runs ?? [])
  const [first] = runs
  if (first === undefined) throw new TypeError('no runs')
  const suite = store.run(first.data).suite
  const content = { runs, manual: manualOf(contracts), suite, builtAt: first.startedAt, errata: {} }
  const { files, kept } = await buildSite(store, content, () => false)
  await writeSite(folder, files, kept)
}

await change((store) => {
  let runs: readonly KeptRun[] = []
  for (const added of madeRuns(Number(count), contracts)) {
    runs = withRun(store, runs, added, added.run.startedAt)
  }
  return runs
})
const started = performance.now()
const before = process.cpuUsage()
await change((_, runs) => runs)
const seconds = (performance.now() - started) / 1000
// On a busy machine, the build waits; what it costs is the same.
const { user, system } = process.cpuUsage(before)
const cpuSeconds = (user + system) / 1e6
process.stdout.write(`${JSON.stringify({ seconds, cpuSeconds })}\n`)
