import type { PersonaClouds } from '../../src/discover/open-sessions.ts'
import { attempt } from '../attempt/attempt.ts'
import { modestBudget } from '../attempt/budgets.ts'
import { calmRun } from '../attempt/calm-run.ts'
import type { GivenCloud } from '../attempt/given-cloud.ts'
import { takeTurn } from '../attempt/requirement-turn.ts'
import { catalogue } from '../catalogue/catalogue.ts'
import type { Fault } from '../fault.ts'
import { exploreFault } from '../histories/explore-fault.ts'
import { nameOf, type Result, type Task, taskSchema } from './task.ts'

// A separate process. It gets tasks from its parent, performs several at a time, and keeps
// compiled schemas from one to the next.

const faults = new Map(catalogue.map((fault) => [fault.id, fault]))

function faultOf(id: string): Fault {
  const fault = faults.get(id)
  if (fault === undefined) throw new TypeError(`there is no fault ${id}`)
  return fault
}

/** How a given cloud is used: one run at a time, with long deadlines. */
function givenBy(clouds: PersonaClouds | undefined): GivenCloud | undefined {
  return (
    clouds && {
      clouds,
      deadlines: { bootMs: 180_000, transitionMs: 60_000 },
      budget: modestBudget,
    }
  )
}

async function outcomeOf(task: Task): Promise<Omit<Result, 'task' | 'ms'>> {
  switch (task.kind) {
    case 'fault':
      return { fault: task.fault, ...(await attempt(faultOf(task.fault), givenBy(task.clouds))) }
    case 'histories':
      return await exploreFault(task.fault)
    case 'requirement':
      return await takeTurn(task.requirement, task.faults.map(faultOf))
    case 'calm':
      return await calmRun(task)
  }
}

async function perform(task: Task): Promise<Result> {
  const started = performance.now()
  const name = nameOf(task)
  const ms = (): number => Math.round(performance.now() - started)
  try {
    return { task: name, ...(await outcomeOf(task)), ms: ms() }
  } catch (error) {
    const problem = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return { task: name, fate: 'broken', reach: 'first', met: 0, ms: ms(), cases: [], problem }
  }
}

process.on('message', (message) => {
  void perform(taskSchema.parse(message)).then((result) => process.send?.(result))
})
process.once('disconnect', () => process.exit(0))
process.send?.('ready')
