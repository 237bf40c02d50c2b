import { expect, it } from 'vitest'
import { runOf } from './testing/failing-run.ts'
import { testedVersions, versionsLine } from './version-ranges.ts'

const line = (tested: Readonly<Record<string, 'passed' | 'failed' | 'error'>>) =>
  versionsLine(
    testedVersions(
      runOf(
        ...Object.entries(tested).map(([at, verdict]) => ({
          ...{ requirement: 'compute.show:200:tag' as const, at, verdict },
        })),
      ).cases,
    ),
  )

it.each([
  [{ '2.100': 'failed', '2.9': 'failed' }, 'wrong at 2.9–2.100, all 2 that were tested'],
  [{ '2.1': 'failed' }, 'wrong at 2.1, the only one that was tested'],
  [
    { '2.1': 'passed', '2.79': 'failed', '2.88': 'failed', '2.89': 'passed' },
    'wrong at 2.79–2.88, right before and after',
  ],
  [{ '2.1': 'passed', '2.79': 'failed' }, 'wrong at 2.79, right before'],
  [{ '2.1': 'failed', '2.2': 'passed', '2.3': 'failed' }, 'wrong at 2.1, 2.3, right between'],
  [
    { '2.1': 'failed', '2.2': 'error', '2.3': 'failed' },
    'wrong at 2.1–2.3, all 2 that were tested',
  ],
  [{ '2.1': 'passed' }, ''],
] as const)('tells of %o: %s', (tested, told) => {
  expect(line(tested)).toBe(told)
})
