import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { placeOf } from '../../../src/discover/place.ts'
import { loadCloud } from '../../../src/openstack/cloud-config/cloud-config.ts'
import type { Fault } from '../../../trust/fault.ts'
import { runsOn } from '../faults/runs-on.ts'
import type { Peer, PeerRun } from '../peer.ts'
import { runProgram } from '../program.ts'
import { type RecordedCloud, recordCloud } from '../recorded-cloud.ts'
import type { Ring } from '../ring.ts'
import { callerOf, callersIn, passedTestsOf } from './callers.ts'
import {
  ATTACHMENT_TESTS,
  administratorOf,
  stestrConfiguration,
  tempestConfiguration,
} from './configuration.ts'
import { type Outcomes, outcomesOf } from './outcomes.ts'

/** The Python of the system, for which distributions install Tempest. */
const PYTHON = '/usr/bin/python3'
const FIND_TEMPEST = 'import os, tempest; print(os.path.dirname(os.path.dirname(tempest.__file__)))'

interface TempestRun extends PeerRun {
  readonly outcomes: Outcomes
  readonly callers: ReadonlyMap<string, string>
}

/**
 * Tempest's tests of attached volumes from the distribution's package, in as many processes as there
 * are processors. A cell is verified by a request of a passed test. Requests of the fixtures of a class
 * count too when any test of the class has passed.
 */
export const tempest: Peer = {
  name: 'Tempest',

  async missing({ clouds }) {
    if (clouds.admin === undefined) return 'it needs --persona admin=ENTRY'
    if (administratorOf(loadCloud({ ...placeOf(), cloud: clouds.admin })) === undefined) {
      return `the entry "${clouds.admin}" has no name and password of an administrator`
    }
    return (await topFolder()) === undefined ? 'install it: apt-get install tempest' : undefined
  },

  run: (ring, folder) => runTempest(ring, folder),

  async detective(ring, folder) {
    const calm = await runTempest(ring, await folderIn(folder, 'calm'))
    return async (fault) => {
      const tests = testsOf(fault, calm)
      if (tests.length === 0) return false
      const run = await runTempest(ring, await folderIn(folder, 'faulty'), { fault, tests })
      return run.outcomes.failed.size > 0
    }
  },
}

/** The passed tests that call the operation of a fault: only these can find it. */
function testsOf(fault: Fault, { passages, callers, outcomes }: TempestRun): string[] {
  const meeting = passages.filter((passage) => runsOn(fault, passage))
  const tests = meeting.flatMap((passage) => passedTestsOf(callerOf(passage, callers), outcomes))
  return [...new Set(tests)]
}

async function runTempest(
  ring: Ring,
  folder: string,
  { fault, tests }: { readonly fault?: Fault; readonly tests?: readonly string[] } = {},
): Promise<TempestRun> {
  const cloud = await recordCloud(ring, folder, fault)
  try {
    const top = (await topFolder()) ?? ''
    await writeFile(join(folder, '.stestr.conf'), stestrConfiguration(top))
    const configuration = await configurationFor(ring, folder, cloud)
    await writeFile(join(folder, 'tempest.conf'), configuration, { mode: 0o600 })
    await mkdir(join(folder, 'locks'), { recursive: true })
    const log = join(folder, 'stestr.log')
    const chosen = tests?.map((test) => `\\.${test.replace(':', '\\.')}\\b`).join('|')
    const { seconds } = await runProgram(
      'stestr',
      ['run', '--concurrency', String(availableParallelism()), chosen ?? ATTACHMENT_TESTS],
      {
        env: {
          PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
          HOME: folder,
          LANG: 'C.UTF-8',
          PYTHON,
          TEMPEST_CONFIG_DIR: folder,
          TEMPEST_CONFIG: 'tempest.conf',
        },
        cwd: folder,
        log,
      },
    )
    const outcomes = outcomesOf(await readFile(log, 'utf8'))
    if (outcomes.passed.size + outcomes.failed.size === 0) {
      throw new Error(`Tempest has run no test: see ${log}`)
    }
    const callers = callersIn(await readFile(join(folder, 'tempest.log'), 'utf8'))
    return {
      seconds,
      passages: cloud.passages,
      verified: (passage) => passedTestsOf(callerOf(passage, callers), outcomes).length > 0,
      outcomes,
      callers,
    }
  } finally {
    await cloud.close()
  }
}

async function configurationFor(ring: Ring, folder: string, cloud: RecordedCloud) {
  const config = loadCloud({ ...placeOf(), cloud: ring.clouds.admin ?? '' })
  const admin = administratorOf(config)
  if (admin === undefined) throw new TypeError('Tempest needs an administrator')
  const authUrl = `${config.authUrl.replace(/\/v3$/, '')}/v3`
  return tempestConfiguration({
    folder,
    target: ring.target,
    authUrl: await cloud.through(authUrl),
    admin,
    region: config.regionName,
  })
}

/** The folder of Python modules that contains Tempest; undefined when it is not installed. */
async function topFolder(): Promise<string | undefined> {
  try {
    await promisify(execFile)('stestr', ['--version'])
    const { stdout } = await promisify(execFile)(PYTHON, ['-c', FIND_TEMPEST])
    return stdout.trim()
  } catch {
    return undefined
  }
}

let runs = 0

/** Creates a new, empty folder, whatever an earlier run has left. */
async function folderIn(parent: string, name: string): Promise<string> {
  runs += 1
  const folder = join(parent, `${name}-${runs}`)
  await mkdir(folder, { recursive: true })
  return folder
}
