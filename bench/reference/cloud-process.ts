import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parse } from 'yaml'
import { z } from 'zod'
import { programOf, type Subject } from '../subject.ts'

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

/** A reference cloud in a process of its own. */
export interface CloudProcess {
  /** Where its accounts are; for OS_CLIENT_CONFIG_FILE. */
  readonly cloudsFile: string
  /** By the name of their entries. */
  readonly accounts: Readonly<Record<string, Account>>
  /** Lines that it prints after the one that says it is ready. */
  readonly lines: AsyncIterable<string>
  close(): Promise<void>
}

/** Starts the reference cloud of a version; what it is asked for goes through its command line. */
export async function startCloud(
  subject: Subject,
  options: {
    readonly folder: string
    readonly latencyMs: number
    /** Prints when each transition was complete. */
    readonly telling?: boolean
  },
): Promise<CloudProcess> {
  const { latencyMs, telling } = options
  const cloudsFile = join(options.folder, 'clouds.yaml')
  const args = ['cloud', '--clouds-file', cloudsFile, '--latency', String(latencyMs)]
  if (telling) args.push('--tell-transitions')
  const child = spawn(process.execPath, [programOf(subject), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ready = await lines.next()
  if (ready.done === true) throw new Error(`the reference cloud of ${subject.name} did not start`)
  const { clouds } = CloudsFile.parse(parse(await readFile(cloudsFile, 'utf8')))
  return {
    cloudsFile,
    accounts: Object.fromEntries(Object.entries(clouds).map(([name, { auth }]) => [name, auth])),
    lines: { [Symbol.asyncIterator]: () => lines },
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
