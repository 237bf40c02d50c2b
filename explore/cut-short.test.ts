import { expect, it } from 'vitest'
import { CaseFailedToRun } from '../fixtures/core/errors/case-failed-to-run.ts'
import { BrokenOff } from '../src/run/break-off.ts'
import { CutShortError, cutShortBy, untilCutShort } from './cut-short.ts'

const never = new AbortController().signal
const brokenOff = (reason: BrokenOff): AbortSignal => AbortSignal.abort(reason)

it.each([
  [
    'a request without an answer',
    new CaseFailedToRun('transport', 'no answer'),
    never,
    /reached any more/,
  ],
  [
    'a server that is not made',
    new CaseFailedToRun('setup-failed', 'quota'),
    never,
    /it could not go on \(quota\)/,
  ],
  [
    'a service that is gone',
    new Error('x'),
    brokenOff(new BrokenOff('service-gone')),
    /reached any more/,
  ],
  ['the user', new Error('x'), brokenOff(new BrokenOff('interrupted')), /was interrupted/],
])('is the end of an exploration: %s', (_name, error, signal, message) => {
  expect(cutShortBy(error, signal)?.message).toMatch(message)
})

it('is no defect', async () => {
  const defect = new TypeError('x is undefined')

  expect(cutShortBy(defect, never)).toBeUndefined()
  await expect(untilCutShort(() => Promise.reject(defect))).rejects.toThrow(defect)
  const why = { code: 'killed' } as const
  expect(await untilCutShort(() => Promise.reject(new CutShortError(why)))).toEqual(why)
})
