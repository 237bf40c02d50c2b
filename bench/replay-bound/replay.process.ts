import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { authenticate } from './authenticate.ts'
import { stepsOf } from './dependencies.ts'
import { readRecording } from './recording.ts'
import { replay } from './replay.ts'
import { accountsByPersona, idsMade, idsOfSender, projectsIn, Translation } from './requests.ts'

// A separate process with Node, undici and the recording, and without any code of the suite.
const Order = z.object({
  journal: z.string(),
  accounts: z.record(z.string(), z.custom<Parameters<typeof authenticate>[0]>()),
  connections: z.number(),
})

const { journal, accounts, connections } = Order.parse(
  JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')),
)
const events = readRecording(journal)
const steps = stepsOf(events)
const projects = projectsIn(events)
const tokens = new Map<string, string>()
const translation = new Translation(tokens, idsOfSender(events), idsMade(events))
let origin = ''
for (const [persona, account] of accountsByPersona(accounts)) {
  const { token, projectId } = await authenticate(account)
  tokens.set(persona, token)
  origin = new URL(account.auth_url).origin
  const recorded = projects.get(persona)
  if (recorded !== undefined) translation.learn(recorded, projectId)
}
const outcome = await replay(steps, { origin, translation, connections })
process.stdout.write(`${JSON.stringify(outcome)}\n`)
