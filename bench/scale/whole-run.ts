import { join } from 'node:path'
import { readRun } from '../../reports/results/read-results.ts'
import { ALL_PERSONAS, startCloud } from '../reference/cloud-process.ts'
import type { Subject } from '../subject.ts'
import { runMeasured, type Usage } from './run-measured.ts'

/** The resources that a run has used, and what it has created on the cloud. */
export interface WholeRun extends Usage {
  readonly cases: number
  readonly servers: number
  readonly volumes: number
  /** All figures for the page. */
  readonly figures: Readonly<Record<string, number>>
}

/**
 * A run with all personas and its reports, on a reference cloud in a separate process. Throws when the
 * run was not completed.
 */
export async function wholeRun(
  subject: Subject,
  options: {
    /** An empty folder for the run. */
    readonly folder: string
    readonly latencyMs: number
    readonly args: readonly string[]
  },
): Promise<WholeRun> {
  const { folder, latencyMs, args } = options
  const out = join(folder, 'run')
  const cloud = await startCloud({ folder, latencyMs })
  try {
    const usage = await runMeasured(subject, ['run', ...ALL_PERSONAS, ...args, '--out', out], {
      folder,
      environment: { OS_CLIENT_CONFIG_FILE: cloud.cloudsFile },
    })
    const { results } = await readRun(join(out, 'results.json'))
    const { server: servers = 0, volume: volumes = 0 } = results.resources.created
    const { cases } = results.counts
    const figures = {
      ...{ cases, requests: results.timing.requests, servers, volumes },
      ...{ 'wall ms': usage.wallMs, 'processor ms': usage.cpuMs, 'peak MB': usage.peakMb },
    }
    return { ...usage, cases, servers, volumes, figures }
  } finally {
    await cloud.close()
  }
}
