import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageRoot } from '../../src/package-root.ts'
import { programOf } from '../subject.ts'

const CloudsFile = z.object({
  clouds: z.record(
    z.string(),
    z.object({
      auth: z.object({
        auth_url: z.string(),
        username: z.string(),
        password: z.string(),
        project_name: z.string(),
        user_domain_name: z.string(),
        project_domain_name: z.string(),
      }),
    }),
  ),
})

export type Account = z.infer<typeof CloudsFile>['clouds'][string]['auth']

const instrument = { name: 'this', root: packageRoot }

/** A reference cloud in a separate process. */
export interface CloudProcess {
  /** The clouds.yaml with its accounts, for OS_CLIENT_CONFIG_FILE. */
  readonly cloudsFile: string
  /** The accounts by the names of their entries. */
  readonly accounts: Readonly<Record<string, Account>>
  /** The lines that it has printed since it was ready. */
  readonly lines: readonly string[]
  close(): Promise<void>
}

/**
 * Starts the reference cloud of this version. It is the same for all versions of Attest that are
 * measured on it.
 */
export async function startCloud(options: {
  readonly folder: string
  readonly latencyMs: number
  /** Whether it prints each state of a volume. */
  readonly tellStates?: boolean
  /** The promise that it breaks, as `attest cloud --fault` names it. */
  readonly fault?: string
}): Promise<CloudProcess> {
  const { latencyMs, tellStates, fault } = options
  const cloudsFile = join(options.folder, 'clouds.yaml')
  const args = ['cloud', '--clouds-file', cloudsFile, '--latency', String(latencyMs)]
  if (tellStates) args.push('--tell-states')
  if (fault !== undefined) args.push('--fault', fault)
  const child = spawn(process.execPath, [programOf(instrument), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const output = createInterface({ input: child.stdout })
  const ready = await Promise.race([once(output, 'line'), ended.then(() => undefined)])
  if (ready === undefined) throw new Error('the reference cloud did not start')
  const lines: string[] = []
  output.on('line', (line) => lines.push(line))
  const { clouds } = CloudsFile.parse(parse(await readFile(cloudsFile, 'utf8')))
  return {
    cloudsFile,
    accounts: Object.fromEntries(Object.entries(clouds).map(([name, { auth }]) => [name, auth])),
    lines,
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** The options that name all personas of such a cloud. */
export const ALL_PERSONAS: readonly string[] = [
  ...['--cloud', 'reference'],
  ...['reader', 'guest', 'stranger', 'admin'].flatMap((name) => [
    '--persona',
    `${name}=reference-${name}`,
  ]),
]
