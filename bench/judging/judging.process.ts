import { join } from 'node:path'
import type * as Judge from '../../src/judge/judge-response.ts'
import { readRecordedExchanges } from '../../src/judge/recorded-exchanges.ts'
import type * as Load from '../../src/openapi/load-contract.ts'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { packageRoot } from '../../src/package-root.ts'
import { plainValidations } from './plain-validation.ts'

// A separate process, so that no other code has influenced V8's optimisations. The judge is that of the
// measured version; the validators are always those of this version.
const [judgeModule = '', loadModule = ''] = process.argv.slice(2)
const { judge } = (await import(judgeModule)) as typeof Judge
const subject = (await import(loadModule)) as typeof Load
const judging = subject.loadContracts()
const contracts = loadContracts()

/** The length of a turn in ms; the judge and plain Ajv take turns. */
const TURN_MS = 100
const TURNS = 12

const rates = ['newest', 'zed'].map((recording) => {
  const file = join(packageRoot, 'src', 'judge', 'recorded', `${recording}.ndjson`)
  const plain = plainValidations(readRecordedExchanges(file), contracts)
  const found: number[] = []
  const judgeAll = (): void => {
    for (const { exchange } of plain) found.push(judge(exchange, judging).length)
    found.length = 0
  }
  const validateAll = (): void => {
    for (const { validate, body } of plain) found.push(validate(body) ? 0 : 1)
    found.length = 0
  }
  // The first turns are for warming up: V8 optimises, and validators are compiled.
  turn(judgeAll)
  turn(validateAll)
  const rounds = Array.from({ length: TURNS }, () => [turn(judgeAll), turn(validateAll)] as const)
  const rate = (which: 0 | 1): number => best(rounds.map((round) => round[which])) * plain.length
  return { recording, exchanges: plain.length, judged: rate(0), validated: rate(1) }
})
process.stdout.write(`${JSON.stringify(rates)}\n`)

/** Does the work repeatedly for a turn, and returns how often it was done in a second. */
function turn(work: () => void): number {
  const started = performance.now()
  let times = 0
  let elapsed = 0
  do {
    work()
    times += 1
    elapsed = performance.now() - started
  } while (elapsed < TURN_MS)
  return (times * 1000) / elapsed
}

/** The best of several turns, which other work on the machine has disturbed least. */
function best(rounds: readonly number[]): number {
  return Math.max(...rounds)
}
