import { expect, test } from 'vitest'
import type { Reporter, TestCase, Vitest } from 'vitest/node'
import { LateReporters } from './late-reporters.ts'

const VITEST = { version: 'any' } as Vitest
const TEST = { id: 'first' } as TestCase

function listener() {
  const heard: unknown[] = []
  const reporter: Reporter = {
    onInit: (vitest) => void heard.push(vitest),
    onTestCaseResult: (result) => void heard.push(result),
    onTestRunEnd: (_modules, _errors, reason) => void heard.push(reason),
  }
  return { heard, reporter }
}

test('Who comes when Vitest has begun is told all that one is told who was there', async () => {
  const { heard, reporter } = listener()
  const late = new LateReporters()

  late.onInit(VITEST)
  late.have([reporter])
  await late.onTestCaseResult(TEST)
  await late.onTestRunEnd([], [], 'passed')

  expect(heard).toEqual([VITEST, TEST, 'passed'])
})

test('Who comes before Vitest has begun is told so once', () => {
  const { heard, reporter } = listener()
  const late = new LateReporters()

  late.have([reporter])
  expect(heard).toEqual([])
  late.onInit(VITEST)

  expect(heard).toEqual([VITEST])
})

test('Who comes when tests have ended is told of them, and of the end after that', async () => {
  const { heard, reporter } = listener()
  const late = new LateReporters()
  late.onInit(VITEST)
  const telling = [late.onTestCaseResult(TEST), late.onTestRunEnd([], [], 'passed')]
  expect(heard).toEqual([])

  late.have([reporter])
  await Promise.all(telling)

  expect(heard).toEqual([VITEST, TEST, 'passed'])
})

test('A run without a test ends though nobody has come', async () => {
  const late = new LateReporters()
  late.onInit(VITEST)

  await expect(late.onTestRunEnd([], [], 'passed')).resolves.toBeUndefined()
})
