import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** The npm that comes with a release of Node, by its major version. */
const NPM_OF: Readonly<Record<string, string>> = { '20': '10', '22': '10', '24': '11', '26': '11' }

/**
 * Makes what stands for an image like `node:20.20.2-alpine3.23`: a folder with that Node and its npm in
 * /usr/local, from the npm registry. The rest of a system is the machine's (`inside`), so what an Alpine
 * has otherwise (musl in the place of glibc, BusyBox) is not tried.
 */
export async function makeBase(image: string, folder: string): Promise<void> {
  const [, version = '', major = ''] = /^node:((\d+)\.\d+\.\d+)-/.exec(image) ?? []
  const npm = NPM_OF[major]
  if (npm === undefined) throw new Error(`${image}: nobody here knows the npm of this image`)
  const from = join(folder, '.packages')
  mkdirSync(from, { recursive: true })
  const wanted = [`node@${version}`, `npm@${npm}`]
  await promisify(execFile)('npm', ['install', '--prefix', from, '--no-save', ...wanted])
  const local = join(folder, 'usr/local')
  mkdirSync(join(local, 'bin'), { recursive: true })
  cpSync(join(from, 'node_modules/node/bin/node'), join(local, 'bin/node'))
  cpSync(join(from, 'node_modules/npm'), join(local, 'lib/node_modules/npm'), { recursive: true })
  for (const name of ['npm', 'npx']) {
    symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(local, 'bin', name))
  }
}
