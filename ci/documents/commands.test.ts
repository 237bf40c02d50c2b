import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { allPages } from './all-pages.ts'
import { attestCommands, problemOf } from './attest-commands.ts'
import { commandsIn, wordsOf } from './command-lines.ts'
import { npmProblem, npxProblem } from './npm-commands.ts'
import { readPage } from './page.ts'

const attest = await attestCommands()

describe.each(allPages())('%s', (path) => {
  const page = readPage(path)

  it('has only commands that there are, with options that they have', () => {
    const wrong = commandsIn(page).flatMap((words) => complaint(words, problemOf) ?? [])
    expect(wrong).toEqual([])
  })

  it('names in its text only commands and options of attest that there are', () => {
    const named = page.codes
      .filter((code) => /^(?:attest|npm) [a-z]/.test(code))
      .flatMap((code) => wordsOf(code))
    expect(named.flatMap((words) => complaint(words, withoutArguments) ?? [])).toEqual([])
  })
})

// Those of the block for a cloud of one's own are performed as they stand there by readme.program.ts.
describe('README, without a cloud', () => {
  const [block] = readPage('README.md').fences
  const steps = readFileSync(join(packageRoot, '.ci/run'), 'utf8').split('\n')

  it.each([
    ['npm ci && npm start', ['npm ci', 'npm start']],
    ['npm cit', ['npm ci', 'npm test']],
  ])('has %s, which .ci/run performs', (command, performed) => {
    expect(block?.lines.map((line) => line.replace(/ *#.*/, ''))).toContain(command)
    expect(steps).toEqual(expect.arrayContaining(performed))
  })

  it('has no other command', () => {
    expect(block?.lines.filter((line) => line !== '')).toHaveLength(2)
  })
})

describe('A command line', () => {
  it.each([
    ['attest run --cloud lab --persona reader=lab-reader  # all', undefined],
    ["- run: attest run --requirement 'compute.attach:409:*' --quick", undefined],
    ['attest fly --cloud lab', 'no command fly'],
    ['attest run --clowd=lab', 'no option --clowd=lab'],
    ['attest verify', '0 arguments in place of 1'],
    ['attest spec show compute --at 2.49', undefined],
    ['attest compare one', '1 arguments in place of 2'],
    ['npm ci && npm start', undefined],
    ['npm run tests', 'no script tests in package.json'],
    ['npm run trust -- --list | grep compute.attach', undefined],
    ['npm run trust -- --lists', 'no option --lists in trust/main.ts'],
    ['npm run openstack:up -- --release zed', undefined],
    ['npm run test:programs -- cli/nothing.program.ts', 'no file cli/nothing.program.ts'],
    ['ATTEST_WRITE=1 npx vitest run reports/errata', undefined],
    ['ATTEST_WRITE=1 npx vitest run reports/errors', 'no file reports/errors'],
  ])('%s: %s', (line, expected) => {
    const fences = [{ language: 'sh', lines: [line] }]
    const [found] = commandsIn({ fences }).flatMap((words) => complaint(words, problemOf) ?? [])
    expect(found?.slice(found.indexOf(': ') + 2)).toEqual(expected)
  })
})

function complaint(words: readonly string[], ofAttest: typeof problemOf): string | undefined {
  const [name, ...rest] = words
  const problem =
    name === 'attest'
      ? ofAttest(attest, rest)
      : name === 'npm'
        ? npmProblem(rest)
        : name === 'npx'
          ? npxProblem(rest)
          : undefined
  return problem === undefined ? undefined : `${words.join(' ')}: ${problem}`
}

/** In a text a command may stand without what it is given. */
function withoutArguments(...[program, words]: Parameters<typeof problemOf>): string | undefined {
  const problem = problemOf(program, words)
  return problem?.startsWith('no ') ? problem : undefined
}
