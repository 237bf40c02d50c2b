import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { startCloud } from '../cli/robust/program.ts'

const CLOUDS = z.object({ clouds: z.record(z.string(), z.unknown()) })

/** A reference cloud whose entries have the names that our pages and templates use for a lab. */
export interface LabCloud {
  /** The text of clouds.yaml: `lab`, `lab-reader`, `lab-guest`, `lab-stranger`, `lab-admin`. */
  readonly clouds: string
  readonly cloudsFile: string
  /** Settings that name `lab` and all personas. */
  readonly settings: string
  readonly stop: () => Promise<void>
}

/** Starts it in a process of its own, and writes its clouds.yaml into a folder that is made. */
export async function startLabCloud(
  folder: string,
  options: readonly string[] = [],
): Promise<LabCloud> {
  mkdirSync(folder, { recursive: true })
  const { cloudsFile, stop } = await startCloud(folder, options)
  const { clouds: entries } = CLOUDS.parse(parse(readFileSync(cloudsFile, 'utf8')))
  const renamed = Object.entries(entries).map(([name, entry]) => [
    name.replace('reference', 'lab'),
    entry,
  ])
  const clouds = stringify({ clouds: Object.fromEntries(renamed) })
  const personas = ['reader', 'guest', 'stranger', 'admin'].map((name) => [name, `lab-${name}`])
  const settings = stringify({ cloud: 'lab', personas: Object.fromEntries(personas) })
  const renamedFile = join(folder, 'lab-clouds.yaml')
  writeFileSync(renamedFile, clouds, { mode: 0o600 })
  return { clouds, cloudsFile: renamedFile, settings, stop }
}
