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

/** The parts of `results.json` that all versions have. */
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

/** Each cell once, as in the other tools. A whole run tests several requirements in a cell. */
const SCOPE = ['--quick', '--microversions', 'changes']

/** Limits for looking for a fault on a cloud that others use too: few resources and long deadlines. */
const PATIENCE = {
  deadlines: { bootMs: 180_000, transitionMs: 60_000 },
  budget: { server: 2, volume: 6 },
}

/**
 * Attest, started as `attest run --quick --cloud NAME`. A cell is verified by a passed case with its
 * operation, status and microversion; other answers that were judged meanwhile do not count.
 */
export const attest: Peer = {
  name: 'Attest',
  missing: async () => undefined,
  run: runAttest,
  /** Runs the cases that are about the fault; a whole run would find it too. */
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
