import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const perform = promisify(execFile)

/**
 * The Node binary of a release such as `22` or `20.20.2`, from the npm package `node`, installed into
 * `folder`. It is that of this machine's system and processor.
 */
export async function nodeRelease(release: string, folder: string): Promise<string> {
  const into = join(folder, `node-${release}`)
  await perform('npm', ['install', '--prefix', into, '--no-save', `node@${release}`])
  return join(into, 'node_modules/node/bin/node')
}
