import { PERSONAS, type Persona } from '../openapi/contract.ts'
import { type CloudConfig, loadCloud } from '../openstack/cloud-config/cloud-config.ts'
import type { ConfigurationPlace } from '../openstack/cloud-config/files.ts'
import type { Exchange } from '../openstack/exchange.ts'
import { DEFAULT_LIMITS, type HttpLimits } from '../openstack/http/http-client.ts'
import { OriginLog } from '../openstack/http/origin-log.ts'
import { SHORTEST_GONE_MS, Traffic, type TrafficRules } from '../openstack/http/traffic.ts'
import { Session } from '../openstack/session.ts'
import { shareSecrets } from '../redaction/share-secrets.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError } from './discovery-error.ts'

/**
 * The entry of the clouds file for each persona; the member may be configured by the environment
 * instead.
 */
export type PersonaClouds = Readonly<Partial<Record<Persona, string>>>

/**
 * Authenticates all personas that have an entry, in parallel. `reroute` may change where an entry's
 * connections go. Throws the errors of configuration, authentication and transport, each with a
 * message of one line; {@link DiscoveryError} for a persona in the wrong project; and the reason of
 * the signal when it is aborted.
 */
export async function openSessions(
  clouds: PersonaClouds,
  place: ConfigurationPlace,
  onExchange: (exchange: Exchange) => void = () => {},
  limits: Partial<HttpLimits> = {},
  rules: Partial<TrafficRules> = {},
  reroute: (config: CloudConfig) => CloudConfig | Promise<CloudConfig> = (config) => config,
  signal?: AbortSignal,
): Promise<Map<Persona, Session>> {
  const wanted = PERSONAS.filter((persona) => persona === 'member' || clouds[persona] !== undefined)
  const configs = wanted.map((persona) => {
    const cloud = clouds[persona]
    const askedBy = persona === 'member' ? '--cloud' : `--persona ${persona}`
    return {
      persona,
      config: loadCloud({ ...place, askedBy, ...(cloud !== undefined && { cloud }) }),
    }
  })
  shareSecrets()
  const traffic = new Traffic({ ...rules, goneMs: patience(configs, limits, rules) })
  const origins = new OriginLog()
  const opened = await Promise.allSettled(
    configs.map(async ({ persona, config }) =>
      Session.open(await reroute(config), {
        persona,
        onExchange,
        limits,
        traffic,
        origins,
        signal,
        ...(place.services && { services: place.services }),
      }),
    ),
  )
  const sessions = new Map<Persona, Session>()
  for (const outcome of opened) {
    if (outcome.status === 'fulfilled') sessions.set(outcome.value.persona, outcome.value)
  }
  const failure = opened.find((outcome) => outcome.status === 'rejected')
  const member = sessions.get('member')
  try {
    if (failure !== undefined) throw failure.reason
    if (member === undefined) throw new TypeError('the member has no session')
    sessions.set('nobody', Session.anonymous(member, { onExchange, limits }))
    checkProjects(sessions, member)
  } catch (error) {
    await closeSessions(sessions)
    throw error
  }
  return sessions
}

/**
 * How long a service may answer nothing, in ms, before it is taken to be gone: twice the time that it has
 * for one answer, and not less than the rules say.
 */
function patience(
  configs: readonly { readonly config: CloudConfig }[],
  { answerMs = DEFAULT_LIMITS.answerMs }: Partial<HttpLimits>,
  { goneMs = SHORTEST_GONE_MS }: Partial<TrafficRules>,
): number {
  const longest = Math.max(...configs.map(({ config }) => config.apiTimeoutMs ?? answerMs))
  return Math.max(goneMs, 2 * longest)
}

export async function closeSessions(sessions: ReadonlyMap<Persona, Session>): Promise<void> {
  await Promise.all([...sessions.values()].map((session) => session.close()))
}

/** The origins to which the connections of all sessions led. */
export function originsOf(sessions: ReadonlyMap<Persona, Session>): OriginLog {
  const member = sessions.get('member')
  if (member === undefined) throw new TypeError('the member has no session')
  return member.origins
}

/**
 * A stranger in the member's project could see everything, and the target would be blamed for it.
 * Throws {@link DiscoveryError}.
 */
export function checkProjects(
  sessions: ReadonlyMap<Persona, Pick<Asker, 'projectId' | 'config'>>,
  member: Pick<Asker, 'projectId'>,
): void {
  for (const persona of ['reader', 'guest'] as const) {
    const session = sessions.get(persona)
    if (session !== undefined && session.projectId !== member.projectId) {
      throw new DiscoveryError(
        `persona ${persona} (cloud entry "${session.config.name}") is in another project than the member`,
        'name an entry with a role in the same project',
      )
    }
  }
  const stranger = sessions.get('stranger')
  if (stranger !== undefined && stranger.projectId === member.projectId) {
    throw new DiscoveryError(
      `persona stranger (cloud entry "${stranger.config.name}") is in the member's own project`,
      'name an entry of another project',
    )
  }
}
