import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { placeOf } from '../../src/discover/place.ts'
import { journalOf } from '../../src/journal/read-journal.ts'
import { loadCloud } from '../../src/openstack/cloud-config/cloud-config.ts'
import { contracts } from '../../trust/answers/contracts.ts'
import { REFERENCE_PERSONAS } from '../../trust/attempt/target.ts'
import type { Fault } from '../../trust/fault.ts'
import { FaultProxy } from '../../trust/proxy/proxy.ts'
import type { GivenClouds } from '../measurement.ts'
import { writeReroutedClouds } from '../peers/rerouted-clouds.ts'
import { startCloud } from '../reference/cloud-process.ts'
import { programOf, type Subject } from '../subject.ts'

/** A run that takes longer is ended, and counts as this long, in ms. */
const LONGEST_MS = 1_200_000

/** How long a user waits, in ms since the start of the program. */
export interface RedRun {
  readonly wallMs: number
  /** When the first case had failed, which is shown at once; undefined when none has. */
  readonly firstFailedMs: number | undefined
  readonly exitCode: number | null
}

/**
 * A run at the edges as users start it, with their deadlines, on a cloud behind a proxy: the given
 * one, or a new reference cloud in a separate process. The fault is in the proxy or in the cloud.
 */
export async function redRun(
  subject: Subject,
  options: { readonly folder: string; readonly fault?: Fault; readonly clouds?: GivenClouds },
): Promise<RedRun> {
  const { folder, fault, clouds = REFERENCE_PERSONAS } = options
  const means = fault?.means
  const cloud =
    options.clouds === undefined
      ? await startCloud({
          folder,
          latencyMs: 0,
          ...(means && 'cloudFault' in means && { fault: means.cloudFault }),
        })
      : undefined
  const tamper = means && 'tamper' in means ? means.tamper() : undefined
  const { tls } = loadCloud({ ...placeOf(cloud?.cloudsFile), cloud: clouds.member })
  const proxy = new FaultProxy(contracts, tamper, tls)
  try {
    const file = join(folder, 'rerouted.yaml')
    await writeReroutedClouds(file, clouds, (url) => proxy.through(url), cloud?.cloudsFile)
    return await timed(subject, { out: join(folder, 'run'), file, clouds })
  } finally {
    await proxy.close()
    await cloud?.close()
  }
}

async function timed(
  subject: Subject,
  options: { readonly out: string; readonly file: string; readonly clouds: GivenClouds },
): Promise<RedRun> {
  const { out, file, clouds } = options
  const { member, ...others } = clouds
  const personas = Object.entries(others).flatMap(([name, entry]) => [
    '--persona',
    `${name}=${entry}`,
  ])
  const args = ['--cloud', member, ...personas, '--microversions', 'edges', '--out', out]
  const started = performance.now()
  const startedAt = Date.now()
  const child = spawn(process.execPath, [programOf(subject), 'run', ...args], {
    cwd: subject.root,
    env: { ...process.env, OS_CLIENT_CONFIG_FILE: file },
    stdio: 'ignore',
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  })
  const [exitCode] = await once(child, 'exit')
  const wallMs = performance.now() - started
  return { wallMs, firstFailedMs: firstFailureIn(out, startedAt), exitCode }
}

const Finished = z.object({
  type: z.literal('case-finished'),
  verdict: z.literal('failed'),
  at: z.string().transform(Date.parse),
})

function firstFailureIn(out: string, startedAt: number): number | undefined {
  const journal = journalOf(out)
  if (!existsSync(journal)) return undefined
  for (const line of readFileSync(journal, 'utf8').trimEnd().split('\n')) {
    const failed = Finished.safeParse(JSON.parse(line))
    if (failed.success) return failed.data.at - startedAt
  }
  return undefined
}
