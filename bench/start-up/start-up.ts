import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Measurement, Sample } from '../measurement.ts'
import { quantile } from '../statistics.ts'
import { programOf, type Subject } from '../subject.ts'

/** How often each command is started; each start is followed by one of Node alone. */
const STARTS = 10

/** The commands, and the most ms that each may take on a machine where Node alone takes `NODE_MS`. */
const COMMANDS = [
  { id: 'attest --help', parameters: ['--help'], mostMs: 150 },
  { id: 'attest plan', parameters: ['plan'], mostMs: 500 },
] as const

/** The time of `node -e 0` on the machine for which the goals were set. */
const NODE_MS = 40

export const startUp: Measurement = {
  id: 'start-up',
  title: 'Start-up',
  explanation:
    'How long a command takes from its start to its end, over how long node -e 0 takes: medians ' +
    `of ${STARTS} alternating starts of each. attest plan starts the embedded reference cloud too.`,
  unit: '×',
  conditions: COMMANDS.map(({ id, mostMs }) => ({ id, goal: { atMost: mostMs / NODE_MS } })),
  async *measure(subject) {
    for (const { id, parameters } of COMMANDS) yield await sampleOf(id, parameters, subject)
  },
}

async function sampleOf(
  condition: string,
  parameters: readonly string[],
  subject: Subject,
): Promise<Sample> {
  const command: number[] = []
  const node: number[] = []
  for (let start = 0; start < STARTS; start += 1) {
    node.push(await msOf(['-e', '0']))
    command.push(await msOf([programOf(subject), ...parameters]))
  }
  const figures = { 'command ms': quantile(command, 0.5), 'node ms': quantile(node, 0.5) }
  return { condition, value: figures['command ms'] / figures['node ms'], figures }
}

async function msOf(parameters: readonly string[]): Promise<number> {
  const started = performance.now()
  await promisify(execFile)(process.execPath, parameters, { maxBuffer: 64 * 1024 * 1024 })
  return performance.now() - started
}
