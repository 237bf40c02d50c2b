import { NotAsRecorded } from '../../../fixtures/core/replay/recollection.ts'
import type { Asker } from '../../../src/discover/asker.ts'
import type { PersonaAccess } from '../../../src/journal/events/plan-events.ts'
import type { Persona } from '../../../src/openapi/contract.ts'
import type { Services } from '../../../src/openapi/service-description.ts'
import { baseUrlOf, headersOf, urlOf } from '../../../src/openstack/call.ts'
import type { CloudPlace } from '../../../src/openstack/cloud-config/cloud-config.ts'
import { discoverEndpoints } from '../../../src/openstack/endpoints/service-endpoints.ts'
import type { Exchange, Headers } from '../../../src/openstack/exchange.ts'
import type { WireRequest } from '../../../src/openstack/http/wire.ts'
import { identityUrl } from '../../../src/openstack/identity/identity.ts'
import { parseToken } from '../../../src/openstack/identity/token.ts'
import { USER_AGENT } from '../../../src/openstack/session.ts'
import type { RecordedDiscovery } from './recorded-discovery.ts'

/** Stands for a token: the recorded one was redacted. */
const TOKEN = 'a token'
const HEADERS: Headers = {
  accept: 'application/json',
  'user-agent': USER_AGENT,
  'x-auth-token': TOKEN,
}

/** A persona, as the recorded answers of Identity and of the services describe it. */
export interface RecordedPersona {
  readonly identity: PersonaAccess
  readonly asker: Asker
}

/**
 * Opens the session of a persona again on recorded answers: the token gives the catalog, the
 * catalog the services, and the services their versions. Throws what opening a session throws, and
 * NotAsRecorded.
 */
export async function openAgain(
  persona: Persona,
  cloud: CloudPlace,
  recorded: RecordedDiscovery,
  services: Services,
): Promise<RecordedPersona> {
  const answered = recorded.tokenOf(persona, `${identityUrl(cloud)}/auth/tokens`)
  const token = tokenIn(persona, answered)
  const wire = {
    send: ({ method, url, headers, repeats }: WireRequest) => {
      const sent = { method, url, headers, body: { kind: 'empty' } } as const
      return Promise.resolve({ exchange: recorded.answerTo(persona, sent, repeats) })
    },
  }
  const { endpoints, versions, regions } = await discoverEndpoints(
    cloud,
    token,
    wire,
    HEADERS,
    services,
  )
  const { projectId, userId } = token
  const identity = { projectId, userId, endpoints, tokenIsGiven: wasGiven(answered), cloud }
  const asker: Asker = {
    persona,
    projectId,
    versions,
    regions,
    config: cloud,
    ask: (call) => {
      const url = urlOf(baseUrlOf(call, identity) ?? '', call)
      const headers = headersOf(call, { token: TOKEN }, USER_AGENT, services)
      const sent = { method: call.method, url, headers, body: { kind: 'empty' } } as const
      return Promise.resolve(recorded.lastOf(recorded.answerTo(persona, sent)))
    },
  }
  return { identity, asker }
}

function tokenIn(persona: Persona, { response, request }: Exchange) {
  const id = response?.headers['x-subject-token']
  const body = response?.body.kind === 'json' ? response.body.value : undefined
  const isNew = request.method === 'POST'
  const token = parseToken(id, body, { obtainedAt: 0, isNew })
  if (!('fault' in token) && (response?.status === 201 || response?.status === 200)) return token
  throw new NotAsRecorded(`the answer of Identity to the ${persona} is no token`)
}

/**
 * The persona was configured with a token if that token was sent to get another, or to read its
 * description.
 */
function wasGiven({ request }: Exchange): boolean {
  if (request.method === 'GET') return true
  return JSON.stringify(request.body).includes('"methods":["token"]')
}
