import { join } from 'node:path'
import { writeAtomically } from '../reports/files/write-atomically.ts'
import type { PersonaClouds } from '../src/discover/open-sessions.ts'
import { packageRoot } from '../src/package-root.ts'
import type { Fault } from './fault.ts'
import { DEFAULT_PART, type Part, requirementsIn } from './parts.ts'
import { calmTasks, faultTasks, requirementTasks } from './plan-tasks.ts'
import { blindOf, type KillMatrix, killMatrix } from './report/kill-matrix.ts'
import { killMatrixPage } from './report/page.ts'
import { terminalReport } from './report/terminal.ts'
import { ResultsFile } from './workers/results-file.ts'
import { nameOf, type Task } from './workers/task.ts'
import { performTasks } from './workers/worker-pool.ts'

/** How the faults of a part are tried. */
export interface Order {
  /** Those that are looked for. */
  readonly faults: readonly Fault[]
  /** Whether these are all faults of the part. */
  readonly isWhole: boolean
  readonly falseAlarms: boolean
  readonly fresh: boolean
  /** A given cloud, by personas, and its name; without it, reference clouds are used. */
  readonly target?: { readonly name: string; readonly clouds: PersonaClouds }
  readonly workers: number
  readonly digest: string
}

/**
 * How many tasks a worker performs at the same time: they wait for deadlines as often as for the
 * processor.
 */
const AT_A_TIME = 6
/** A full run keeps a processor busy. */
const FULL_RUNS_AT_A_TIME = 1

/**
 * Tries the faults of one part, writes its report, and returns whether everything is as expected.
 */
export async function performPart(part: Part, order: Order): Promise<boolean> {
  const { faults, isWhole, falseAlarms, target, digest } = order
  const started = performance.now()
  const folder = join(packageRoot, 'reports', folderOf(part, order))
  const file = new ResultsFile(join(folder, 'results.ndjson'), digest, { fresh: order.fresh })
  const matrix = (): KillMatrix => killMatrix(faults, file.all, digest, requirementsIn(part))
  const carryOut = (tasks: readonly Task[], atATime: number): Promise<void> =>
    performNew(tasks, file, order, atATime)

  if (falseAlarms) {
    await carryOut(calmTasks(part), FULL_RUNS_AT_A_TIME)
  } else {
    await carryOut(faultTasks(faults, target?.clouds), target === undefined ? AT_A_TIME : 1)
    if (isWhole) await carryOut(requirementTasks(matrix(), faults), AT_A_TIME)
  }
  const end = matrix()
  await writeAtomically(join(folder, 'kill-matrix.json'), `${JSON.stringify(end, undefined, 1)}\n`)
  await writeAtomically(join(folder, 'index.html'), killMatrixPage(end))
  const seconds = (performance.now() - started) / 1000
  const about = falseAlarms ? 'calm' : isWhole ? 'all' : 'some'
  const heading = part.name === DEFAULT_PART ? '' : `${part.name}\n`
  process.stdout.write(heading + terminalReport(end, { seconds, about }))
  return isGood(end, order)
}

/** Each further document and each given cloud has its own file of results. */
function folderOf({ name }: Part, { target }: Order): string {
  const names = ['trust', target?.name, name === DEFAULT_PART ? undefined : name.replace('/', '-')]
  return join(...names.filter((one) => one !== undefined))
}

async function performNew(
  tasks: readonly Task[],
  file: ResultsFile,
  { workers, target }: Order,
  atATime: number,
): Promise<void> {
  const open = tasks.filter((task) => file.get(nameOf(task)) === undefined)
  let done = tasks.length - open.length
  await performTasks(open, {
    workers: target === undefined ? workers : 1,
    atATime,
    onResult(result) {
      file.add(result)
      done += 1
      const isGood = result.fate === 'killed' || result.fate === 'calm'
      const line = `${done}/${tasks.length} ${result.fate} ${result.task}`
      if (!isGood) process.stderr.write(`${line}\n`)
      else if (process.stderr.isTTY) process.stderr.write(`${line.slice(0, 100).padEnd(100)}\r`)
    },
  })
}

function isGood(matrix: KillMatrix, { falseAlarms, target, isWhole }: Order): boolean {
  if (falseAlarms) return matrix.calmRuns.every(({ fate }) => fate === 'calm')
  // A cloud of another release may never answer in the way that a fault changes.
  const fates = target === undefined ? ['killed'] : ['killed', 'unmet']
  const killed = matrix.faults.every(({ fate }) => fates.includes(fate))
  return killed && (!isWhole || blindOf(matrix).every(({ level }) => level !== 'MUST'))
}
