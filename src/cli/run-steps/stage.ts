import type { Target } from '../../discover/target.ts'
import type { Persona } from '../../openapi/contract.ts'
import type { Session } from '../../openstack/session.ts'
import type { SpeakerIdentity, StageFacts } from '../../run/journal-event.ts'
import type { Settings } from '../../settings/settings.ts'

/** What the cases of a run stand on, for the journal: with it they can be run once more, offline. */
export function stageOf(
  run: string,
  target: Target,
  sessions: ReadonlyMap<Persona, Session>,
  { deadlines, budget }: Pick<Settings, 'deadlines' | 'budget'>,
): StageFacts {
  const speakers: Partial<Record<Persona, SpeakerIdentity>> = {}
  for (const [persona, { projectId, endpoints, tokenIsGiven }] of sessions) {
    speakers[persona] = { projectId, endpoints, tokenIsGiven }
  }
  const { bootMs, transitionMs } = deadlines
  return { run, target, deadlines: { bootMs, transitionMs }, budget, speakers }
}
