import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { attempt } from '../../../trust/attempt/attempt.ts'
import { programOf } from '../../subject.ts'
import { cellOf } from '../cells.ts'
import type { Peer, PeerRun } from '../peer.ts'
import { runProgram } from '../program.ts'
import { recordCloud } from '../recorded-cloud.ts'
import type { Ring } from '../ring.ts'

/** As much of `results.json` as all versions have. */
const Results = z.object({
  cases: z.array(
    z.object({
      operation: z.string(),
      status: z.number(),
      microversion: z.string().nullable(),
      verdict: z.string(),
    }),
  ),
})

/** Each cell once, as the other tools do: a whole run verifies a cell by several promises. */
const SCOPE = ['--quick', '--microversions', 'changes']

/** How a fault is looked for on a cloud that is not ours: with patience, and little at a time. */
const PATIENCE = {
  deadlines: { bootMs: 180_000, transitionMs: 60_000 },
  budget: { server: 2, volume: 6 },
}

/**
 * Attest as `attest run --quick --cloud NAME` starts it. A cell is verified by a passed case at its
 * operation, status and microversion; what else was judged on the way does not count.
 */
export const attest: Peer = {
  name: 'Attest',
  missing: async () => undefined,
  run: runAttest,
  /** A whole run would find no less than the few cases that are about the fault. */
  detective: async ({ clouds }) => {
    return async (fault) => (await attempt(fault, { clouds, ...PATIENCE })).fate === 'killed'
  },
}

async function runAttest(ring: Ring, folder: string): Promise<PeerRun> {
  const cloud = await recordCloud(ring, folder)
  const out = join(folder, 'run')
  const { member, ...others } = ring.clouds
  const personas = Object.entries(others).flatMap(([name, entry]) => [
    '--persona',
    `${name}=${entry}`,
  ])
  const target = ['--cloud', member, ...personas]
  const args = [programOf(ring.subject), 'run', ...SCOPE, ...target, '--out', out]
  try {
    const { code, seconds } = await runProgram(process.execPath, args, {
      env: { ...process.env, OS_CLIENT_CONFIG_FILE: cloud.cloudsFile },
      cwd: folder,
      log: join(folder, 'attest.log'),
    })
    if (code === 2) throw new Error(`attest could not run: see ${join(folder, 'attest.log')}`)
    const { cases } = Results.parse(JSON.parse(await readFile(join(out, 'results.json'), 'utf8')))
    const passed = new Set(
      cases
        .filter(({ verdict }) => verdict === 'passed')
        .map(({ operation, status, microversion }) => cellOf(operation, status, `${microversion}`)),
    )
    const { passages } = cloud
    return { seconds, passages, verified: (_passage, cell) => passed.has(cell) }
  } finally {
    await cloud.close()
  }
}
