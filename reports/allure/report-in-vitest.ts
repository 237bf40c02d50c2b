import { getGlobalTestRuntime } from 'allure-js-commons/sdk/runtime'
import type { OperationLookup } from '../operation-lookup.ts'
import type { PerformedCase } from '../run-record.ts'
import { describeCase } from './describe-case.ts'
import type { Highlights } from './shown-cases.ts'

/** The part of Vitest's test context that is needed: `({ task }) => …`. */
export interface VitestTask {
  meta: object
}

// Where allure-vitest gathers the messages of a test, over all its tries.
const GATHERED = 'allureRuntimeMessages'

/**
 * Tells allure-vitest of the case that the running test executes. Called last, with the
 * case's final record; what an earlier try of the same test told is replaced. Throws when
 * allure-vitest is not set up.
 */
export async function reportInVitest(
  task: VitestTask,
  record: PerformedCase,
  lookup: OperationLookup,
  highlighted: Highlights,
): Promise<void> {
  const runtime = getGlobalTestRuntime()
  if (!('sendMessage' in runtime) || typeof runtime.sendMessage !== 'function') {
    throw new TypeError(
      'allure-vitest is not set up: run Vitest with the reporter of allureReporter()',
    )
  }
  if (GATHERED in task.meta) task.meta[GATHERED] = []
  for (const message of describeCase(record, lookup, highlighted(record.planned)))
    await runtime.sendMessage(message)
}
