import { expect, it } from 'vitest'
import { SAMPLE_TARGET } from '../../../src/discover/sample-target.ts'
import { packagedContracts } from '../../../src/openapi/load-contract.ts'
import { BoundFacts } from './bound-facts.ts'

const at = '2031-05-04T10:00:00.000Z'
const line = { number: 1 } as never

/** Somebody of this project whose Compute is there. */
const persona = (projectId: string, compute: string) => ({
  ...{ projectId, tokenIsGiven: false },
  endpoints: { compute, 'block-storage': `https://volumes.example/v3/${projectId}` },
})

/** What is said of a clean-up by an administrator whose Compute is there. */
async function cleanUpAt(compute: string): Promise<string | undefined> {
  const facts = new BoundFacts(packagedContracts())
  const basis = {
    ...{ run: 'run', target: SAMPLE_TARGET, deadlines: { bootMs: 1, transitionMs: 1 } },
    ...{ budget: {}, personaAccess: { member: persona('atlas', 'https://compute.example') } },
  }
  await facts.enter({ type: 'run-basis', at, basis }, line, 0)
  const personaAccess = { admin: persona('cloud', compute) }
  return facts.enter({ type: 'clean-up-begun', at, personaAccess }, line, 0)
}

it('takes a later clean-up by somebody of another project for one of the same cloud', async () => {
  expect(await cleanUpAt('https://compute.example')).toBeUndefined()
})

it('refuses a later clean-up at an endpoint that the run does not have', async () => {
  expect(await cleanUpAt('https://elsewhere.example')).toBe(
    'it cleans up at https://elsewhere.example (compute), which is no endpoint of the run',
  )
})
