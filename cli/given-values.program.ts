import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startProgram } from './robust/program.ts'

/** Each command with its required arguments, for runs that are otherwise short. */
const COMMANDS: readonly (readonly string[])[] = [
  ['plan'],
  ['explain', 'compute.show:404:*'],
  ['spec', 'show', 'compute'],
  [
    'run',
    '--requirement',
    'compute.show:404:unknown-server',
    '--microversions',
    'edges',
    '--quick',
  ],
  ['certify', '--profile', 'zed', '--key', 'none.pem'],
  ['report', 'none'],
  ['compare', 'none', 'none'],
  ['merge', 'none'],
  ['sign', 'none.zip', '--key', 'none.pem', '--trust', 'none.pub'],
  ['verify', 'none.zip', '--trust', 'none.pub'],
  ['resume', 'none'],
  ['cleanup', 'none'],
  // This command would serve for ever if it did not refuse the value.
  ['cloud', '--faults'],
]

type Way = readonly [name: string, argumentsFor: (value: string) => readonly string[]]

let folder = ''
let ways: readonly Way[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-given-'))
  ways = await waysToGive()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** In a folder of its own: what one command has written is no value of the next. */
const attest = (args: readonly string[]) =>
  startProgram(args, mkdtempSync(join(folder, 'way-'))).ended

/** Does this with each, as many at the same time as the machine has processors. */
async function withEach<T>(items: Iterable<T>, act: (item: T) => Promise<void>): Promise<void> {
  const left = [...items]
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item)
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
}

/** The options of a command that take a value, read from its help. */
async function optionsOf(command: readonly string[]): Promise<readonly string[]> {
  const words = command.slice(0, command[0] === 'spec' ? 2 : 1)
  const { stdout } = await attest([...words, '--help'])
  return [...stdout.matchAll(/^ +(--[a-z-]+) </gm)].map(([, option = '']) => option)
}

/** All ways to give the value: once in each argument and in each option of the commands. */
async function waysToGive(): Promise<readonly Way[]> {
  const ways = new Map<string, (value: string) => readonly string[]>()
  for (const command of COMMANDS) {
    command.forEach((word, at) => {
      if (word.startsWith('none') || word.includes(':') || word === 'compute') {
        if (command[at - 1]?.startsWith('--')) return
        ways.set(`${command[0]} ${at}`, (value) => command.with(at, value))
      }
    })
    for (const option of await optionsOf(command)) {
      if (ways.has(option)) continue
      const at = command.indexOf(option)
      ways.set(option, (value) =>
        at === -1 ? [...command, option, value] : command.with(at + 1, value),
      )
    }
  }
  return [...ways]
}

describe('any value of an option or an argument', () => {
  it.each([
    ['the name of a property that every object has', '__proto__'],
    ['another', 'constructor'],
    ['10,000 characters', 'x'.repeat(10_000)],
    ['as many with spaces', `${'x y'.repeat(70)} "'\n`.repeat(50).slice(0, 10_000)],
    ['a number beyond the largest', '99999999999999999999'],
  ])('causes no defect of Attest, and is not repeated at length: %s', async (_, value) => {
    expect(ways.map(([name]) => name)).toEqual(
      expect.arrayContaining(['--profile', '--release', '--waivers', '--port', '--head', 'sign 1']),
    )
    await withEach(ways, async ([way, argumentsFor]) => {
      const { code, stdout, stderr } = await attest(argumentsFor(value))
      const said = stdout + stderr
      expect(said, way).not.toContain('a defect of Attest itself')
      expect(code, `${way}: ${stderr}`).not.toBe(null)
      // The value as it is, as JSON, and with its line ends escaped.
      for (const repeated of [value, value.replaceAll('"', '\\"').replaceAll('\n', '\\n')]) {
        if (value.length > 200) expect(said, way).not.toContain(repeated.slice(0, 201))
      }
      if (stderr.includes('attest: ') && code === 2) {
        expect(stderr.trimEnd().split('\n').at(-1), way).toMatch(/^attest: /)
      }
    })
  })

  it.each([
    ['cloud', '--port', '70000', 'Expected a whole number from 0 to 65535.'],
    ['cloud', '--port', '-1', 'Expected a whole number from 0 to 65535.'],
    ['cloud', '--port', '1e3', 'Expected a whole number from 0 to 65535.'],
    ['cloud', '--latency', '600001', 'Expected a whole number from 0 to 600000.'],
    ['run', '--max-time', '9999999h', 'a time such as 90s, 30m or 2h, up to 500h'],
    ['run', '--max-servers', '1025', 'a whole number of servers from 0 to 1024'],
    ['run', '--max-volumes', '-1', 'a whole number of volumes from 0 to 4096'],
    ['run', '--max-requests-per-second', '0', 'a number of requests from 0.1 to 1000'],
    ['run', '--shard', '0/4', 'with 1 ≤ I ≤ N ≤ 256'],
    ['plan', '--profile', '__proto__', 'is no profile: expected a release (zed'],
    ['plan', '--profile', 'constructor', 'is no profile: expected a release (zed'],
    ['plan', '--cloud', '__proto__', 'clouds.__proto__ does not exist'],
    ['plan', '--cloud', 'constructor', 'clouds.constructor does not exist'],
  ])('is refused with what was expected: %s %s %s', async (command, option, value, expected) => {
    const { code, stderr } = await attest([command, option, value])
    expect(stderr).toContain(expected)
    expect(stderr.trimEnd()).not.toContain('\n')
    expect(code).toBe(2)
  })
})
