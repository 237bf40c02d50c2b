import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { startCloud } from '../cli/robust/program.ts'

const CLOUDS = z.object({ clouds: z.record(z.string(), z.unknown()) })

/** A cloud whose entries have the names that our pages and templates use for a lab. */
export interface LabCloud {
  /** The text of clouds.yaml: `lab`, `lab-reader`, `lab-guest`, `lab-stranger`, `lab-admin`. */
  readonly clouds: string
  readonly cloudsFile: string
  /** Settings that name `lab` and all personas. */
  readonly settings: string
  readonly stop: () => Promise<void>
}

/**
 * Starts a reference cloud in a process of its own, and writes its clouds.yaml into a folder that is made.
 * With `ATTEST_LAB_CLOUDS`, the clouds.yaml of `npm run openstack`, that real cloud takes its place.
 */
export async function startLabCloud(
  folder: string,
  options: readonly string[] = [],
): Promise<LabCloud> {
  mkdirSync(folder, { recursive: true })
  const real = process.env.ATTEST_LAB_CLOUDS
  const { cloudsFile, stop } =
    real === undefined || real === ''
      ? await startCloud(folder, options)
      : { cloudsFile: real, stop: () => Promise.resolve() }
  const entries = entriesOf(cloudsFile)
  const clouds = stringify({ clouds: Object.fromEntries(entries) })
  const personas = ['reader', 'guest', 'stranger', 'admin'].map((name) => [name, `lab-${name}`])
  const settings = stringify({ cloud: 'lab', personas: Object.fromEntries(personas) })
  const renamedFile = join(folder, 'lab-clouds.yaml')
  writeFileSync(renamedFile, clouds, { mode: 0o600 })
  return { clouds, cloudsFile: renamedFile, settings, stop }
}

/** The entries of a cloud, `lab` in the place of the name of its member. */
function entriesOf(cloudsFile: string): readonly (readonly [string, unknown])[] {
  if (!existsSync(cloudsFile)) throw new Error(`${cloudsFile} is not there: is the lab up?`)
  const { clouds } = CLOUDS.parse(parse(readFileSync(cloudsFile, 'utf8')))
  const names = Object.keys(clouds)
  const member = names.find((name) => names.includes(`${name}-reader`))
  if (member === undefined) throw new Error(`${cloudsFile}: expected an entry and its -reader`)
  return Object.entries(clouds)
    .filter(([name]) => name === member || name.startsWith(`${member}-`))
    .map(([name, entry]) => [`lab${name.slice(member.length)}`, entry])
}
