import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ResultsFile } from './results-file.ts'
import type { Result } from './task.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'attest-trust-'))
})
afterEach(() => rm(directory, { recursive: true }))

const KILLED: Result = {
  task: 'compute.show/200/answers-201',
  fault: 'compute.show/200/answers-201',
  fate: 'killed',
  reach: 'first',
  met: 3,
  ms: 120,
  cases: [{ id: 'a@2.1', requirement: 'a', verdict: 'failed', reason: 'wrong-status: …' }],
}

test('What was found with the same code is known when the work goes on', () => {
  const path = join(directory, 'trust', 'results.ndjson')
  new ResultsFile(path, 'digest-1').add(KILLED)

  const again = new ResultsFile(path, 'digest-1')

  expect(again.get(KILLED.task)).toMatchObject(KILLED)
  expect(again.all).toHaveLength(1)
})

test('What was found with other code is not', () => {
  const path = join(directory, 'results.ndjson')
  new ResultsFile(path, 'digest-1').add(KILLED)

  expect(new ResultsFile(path, 'digest-2').get(KILLED.task)).toBeUndefined()
})

test('Who begins anew knows nothing, and leaves what is known to the next', () => {
  const path = join(directory, 'results.ndjson')
  new ResultsFile(path, 'digest-1').add({ ...KILLED, fate: 'survived' })

  const fresh = new ResultsFile(path, 'digest-1', { fresh: true })
  expect(fresh.get(KILLED.task)).toBeUndefined()
  fresh.add(KILLED)

  expect(new ResultsFile(path, 'digest-1').get(KILLED.task)).toMatchObject({ fate: 'killed' })
})

test('An attempt that went wrong itself is tried again', () => {
  const path = join(directory, 'results.ndjson')
  const file = new ResultsFile(path, 'digest-1')
  file.add({ ...KILLED, fate: 'broken', problem: 'the worker ended with 1' })

  expect(file.get(KILLED.task)).toBeDefined()
  expect(new ResultsFile(path, 'digest-1').get(KILLED.task)).toBeUndefined()
})

test('A torn last line is as good as none', async () => {
  const path = join(directory, 'results.ndjson')
  new ResultsFile(path, 'digest-1').add(KILLED)
  const whole = await readFile(path, 'utf8')
  await writeFile(path, `${whole}${whole.slice(0, 40)}`)

  expect(new ResultsFile(path, 'digest-1').all).toHaveLength(1)
})
