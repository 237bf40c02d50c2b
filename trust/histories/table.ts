import type { Result } from '../workers/task.ts'

/** A line about one fault: whether it was found, how fast, by which rule. */
export function rowOf({ task, fate, ms, found, problem, met }: Result): string {
  const cells = [task.padEnd(38), `${(ms / 1000).toFixed(1)} s`.padStart(8)]
  if (found === undefined) {
    return [...cells, `NOT FOUND (${fate}, met ${met} times) ${problem ?? ''}`].join('  ')
  }
  const again = `${found.broken}/${found.of}`
  return [...cells, `${found.calls} calls`.padStart(8), again.padStart(4), found.rule].join('  ')
}

/** How many were found, how fast, and how large the reproducers are. */
export function figuresOf(results: readonly Result[]): readonly string[] {
  const found = results.filter(({ fate }) => fate === 'killed')
  const seconds = found.map(({ ms }) => ms / 1000)
  const calls = found.flatMap((result) => result.found?.calls ?? [])
  const rules = found.map((result) => result.found?.rule ?? '')
  const byRule = [...new Set(rules)].map(
    (rule) => `${rule} ${rules.filter((each) => each === rule).length}`,
  )
  return [
    '',
    `found: ${found.length} of ${results.length}`,
    `time: median ${median(seconds).toFixed(1)} s, longest ${Math.max(0, ...seconds).toFixed(1)} s`,
    `reproducer: median ${median(calls)} calls, largest ${Math.max(0, ...calls)}`,
    `by rule: ${byRule.join(', ')}`,
  ]
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = 0, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]]
  return (low + high) / 2
}
