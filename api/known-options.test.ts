import { expect, test } from 'vitest'
import { cleanUp } from './clean-up.ts'
import { discover } from './discover.ts'
import { plan } from './plan.ts'
import { probe } from './probe.ts'
import { readSettings } from './read-settings.ts'
import { report } from './report.ts'
import { resume } from './resume.ts'
import { run } from './run.ts'

const none = {} as never

test.each([
  ['readSettings', (given: object) => readSettings(given)],
  ['discover', (given: object) => discover(given)],
  ['plan', (given: object) => plan(none, given)],
  ['run', (given: object) => run(none, none, given)],
  ['resume', (given: object) => resume('nowhere', given)],
  ['report', (given: object) => report('nowhere', given)],
  ['probe', (given: object) => probe(none, given)],
  ['cleanUp', (given: object) => cleanUp('nowhere', given)],
] as const)('%s refuses an option that it does not have', async (name, call) => {
  const misspelt = async () => call({ setings: 'edges' })

  await expect(misspelt()).rejects.toThrow(`${name}: setings is no option: expected one of `)
})
