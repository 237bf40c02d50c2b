import { expect, test } from 'vitest'
import type { Passage } from '../passage.ts'
import { callerOf, callersIn, passedTestsOf } from './callers.ts'
import { outcomesOf } from './outcomes.ts'

const PRINTED = `
{0} tempest.api.volume.test_x.SwapTest.test_swap [0.186388s] ... FAILED

Captured traceback:
{0} tempest.api.compute.test_x.AttachTest.test_attach [12.06s] ... ok
{1} tempest.api.compute.test_x.AttachTest.test_list[id-1,slow] [2.1s] ... ok
{1} tempest.api.compute.test_x.AttachTest.test_show [2.1s] ... FAILED
{1} setUpClass (tempest.api.compute.test_x.TaggedTest) ... SKIPPED: Neutron is required
{0} setUpClass (tempest.api.compute.test_x.BrokenTest) [0.0s] ... FAILED
`

const LOG = `
2026-11-22 19:42:43 40 INFO tempest.lib.common.rest_client [req-g1 req-1 ] Request (AttachTest:test_attach): 200 POST http://c/v2.1/servers 0.010s
2026-11-22 19:42:43 40 DEBUG tempest.lib.common.rest_client [req-g1 req-1 ] Request - Headers: {}
2026-11-22 19:42:44 40 INFO tempest.lib.common.rest_client [req-2 req-2 ] Request (AttachTest:_run_cleanups): 202 DELETE http://c/v2.1/servers 0.010s
2026-11-22 19:42:45 40 INFO tempest.lib.common.rest_client [req-3 ] Request (AttachTest:test_show): 404 GET http://c/v2.1/servers 0.010s
`

test('Tests are read with how they ended; those that were skipped did not end', () => {
  expect(outcomesOf(PRINTED)).toEqual({
    passed: new Set(['AttachTest:test_attach', 'AttachTest:test_list']),
    failed: new Set(['SwapTest:test_swap', 'AttachTest:test_show', 'BrokenTest:setUpClass']),
  })
})

test('A request is its caller’s by the id that the answer gave it', () => {
  const callers = callersIn(LOG)

  expect(callerOf(passage('req-1'), callers)).toBe('AttachTest:test_attach')
  expect(callerOf(passage('req-2'), callers)).toBe('AttachTest:_run_cleanups')
  expect(callerOf(passage('req-9'), callers)).toBeUndefined()
})

test('A test answers for itself, and a clean-up for the tests of its class that passed', () => {
  const outcomes = outcomesOf(PRINTED)

  expect(passedTestsOf('AttachTest:test_attach', outcomes)).toEqual(['AttachTest:test_attach'])
  expect(passedTestsOf('AttachTest:test_show', outcomes)).toEqual([])
  expect(passedTestsOf('AttachTest:_run_cleanups', outcomes)).toEqual([
    'AttachTest:test_attach',
    'AttachTest:test_list',
  ])
  expect(passedTestsOf('SwapTest:_run_cleanups', outcomes)).toEqual([])
  expect(passedTestsOf('BrokenTest:setUpClass', outcomes)).toEqual([])
  expect(passedTestsOf(undefined, outcomes)).toEqual([])
})

function passage(id: string): Passage {
  return { method: 'GET', path: '/', status: 200, requestIds: [id] }
}
