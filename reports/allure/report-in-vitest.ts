import type { OperationLookup } from '../operation-lookup.ts'
import type { PerformedCase } from '../run-record.ts'
import { describeCase } from './describe-case.ts'
import type { Highlights } from './shown-cases.ts'
import { tellMessages } from './told-messages.ts'

/** The part of Vitest's test context that is needed: `({ task }) => …`. */
export interface VitestTask {
  meta: object
}

/**
 * Tells allure-vitest of the case that the running test executes. Called last, with the
 * case's final record; what an earlier try of the same test told is replaced. The messages are
 * left where allure-vitest leaves those of its own runtime, which finds the test by an
 * asynchronous context: that makes every promise of a run dearer, and the test is known here.
 */
export function reportInVitest(
  task: VitestTask,
  record: PerformedCase,
  lookup: OperationLookup,
  highlighted: Highlights,
): void {
  tellMessages(task.meta, describeCase(record, lookup, highlighted(record.planned)))
}
