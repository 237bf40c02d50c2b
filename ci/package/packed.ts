import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { packageRoot } from '../../src/package-root.ts'

const perform = promisify(execFile)
const PACKED = z.tuple([z.object({ filename: z.string(), size: z.int() })])

/** A package as `npm pack` makes it, and the folder into which it is installed. */
export interface Packed {
  readonly archive: string
  /** In bytes. */
  readonly size: number
}

/**
 * Makes the package of what `npm run build` has left. Without the scripts, which would build again
 * while other tests run.
 */
export async function pack(folder: string): Promise<Packed> {
  const words = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]
  const { stdout } = await perform('npm', words, { cwd: packageRoot, maxBuffer: 1e8 })
  const [{ filename, size }] = PACKED.parse(JSON.parse(stdout))
  return { archive: join(folder, filename), size }
}

/** Installs the package in an empty folder as a user does; returns what npm said of it. */
export async function install(archive: string, folder: string): Promise<string> {
  const words = ['install', '--engine-strict', archive]
  const { stdout, stderr } = await perform('npm', words, { cwd: folder })
  return `${stdout}${stderr}`
}
