import { expect, test } from 'vitest'
import type { Requirement } from '../../src/openapi/contract.ts'
import { operations, successOf } from '../answers/contracts.ts'
import { violates } from '../attempt/choose-cases.ts'
import type { Kind } from '../fault.ts'
import { catalogue } from './catalogue.ts'
import { isPermitted } from './permitted.ts'

/**
 * A refusal proves something only if the same call is accepted without the one thing that is wrong
 * with it. A fault that leaves out the check is such a call's twin: were the case refused for another
 * reason, nobody would see the fault.
 */
const LEAVES_A_CHECK_OUT: readonly Kind[] = [
  'constraint',
  'authorisation',
  'state',
  'effect',
  'list',
  'microversion',
]

/** Refusals that depend on what is asked, by whom, and in which state; not on what does not exist. */
const CHECKED = [400, 403, 409]

/** Refusals of documents that are not tested by default, and whose bodies have no table of constraints. */
const WITHOUT_TWIN = [
  /^block-storage\.(accept|delete)-transfer:/,
  /^image\./,
  // What is no body of the operation is refused by the framework.
  /^block-storage\.complete:400:(no-content-type|unknown-action)$/,
]

test('Each refusal is seen to fail when the cloud leaves out the check for its reason', () => {
  const refusals = operations
    .flatMap(({ requirements }) => requirements)
    .filter(({ status }) => CHECKED.includes(status))
    .filter(({ id }) => !WITHOUT_TWIN.some((pattern) => pattern.test(id)))
  const unproven = refusals.filter((one) => !isPermittedAnyway(one) && !hasTwin(one))

  expect(unproven.map(({ id }) => id)).toEqual([])
})

function hasTwin({ id }: Requirement): boolean {
  return catalogue.some((fault) => LEAVES_A_CHECK_OUT.includes(fault.kind) && violates(fault, id))
}

/** A cloud that lets it through conforms, too. */
function isPermittedAnyway(requirement: Requirement): boolean {
  return isPermitted(requirement, successOf(requirement.operation))
}
