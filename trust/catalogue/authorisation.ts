import { type Operation, type OperationId, serviceOf } from '../../src/openapi/contract.ts'
import { operations, successOf } from '../answers/contracts.ts'
import type { Fault, Tamper } from '../fault.ts'
import { type Callers, hasExpired, inTheNameOf } from '../proxy/callers.ts'
import { type Caller, headerOf, type Passing } from '../proxy/message.ts'
import { isPermitted } from './permitted.ts'

/**
 * The caller in whose name the faulty cloud executes a request; undefined where it checks
 * permissions.
 */
type Instead = (passing: Passing, callers: Callers) => Caller | undefined

interface Laxity {
  /** Requirements, without their operation. */
  readonly keys: readonly string[]
  readonly slug: string
  readonly how: string
  readonly instead: Instead
}

const projectInPath = ({ target }: Passing): string | undefined =>
  /\/v3\/([0-9a-f]{32}|[0-9a-f-]{36})\//.exec(target)?.[1]

/** The member is recognised as the caller whose project has several users. */
const anyMember: Instead = (passing, callers) => {
  const project = projectInPath(passing) ?? callers.sharedProject
  return project === undefined ? undefined : callers.memberOf(project)
}

const withToken =
  (
    condition: (token: string | undefined, passing: Passing, callers: Callers) => boolean,
  ): Instead =>
  (passing, callers) =>
    condition(headerOf(passing.headers, 'x-auth-token'), passing, callers)
      ? anyMember(passing, callers)
      : undefined

const withRole =
  (condition: (roles: readonly string[]) => boolean): Instead =>
  ({ caller }, callers) =>
    caller !== undefined && condition(caller.roles) ? callers.memberOf(caller.projectId) : undefined

const isReader = (roles: readonly string[]) =>
  roles.includes('reader') && !roles.includes('member') && !roles.includes('admin')

const isGuest = (roles: readonly string[]) =>
  !['reader', 'member', 'admin'].some((role) => roles.includes(role))

/** Operations that look for a volume in the name of the caller. */
const RESERVING: readonly string[] = ['block-storage.create', 'block-storage.create-transfer']

const LAXITIES: readonly Laxity[] = [
  {
    keys: ['401:no-token'],
    slug: 'no-token-needed',
    how: 'needs no token',
    instead: withToken((token) => token === undefined),
  },
  {
    keys: ['401:empty-token'],
    slug: 'empty-token-taken',
    how: 'takes an empty token',
    instead: withToken((token) => token === ''),
  },
  {
    keys: ['401:unknown-token'],
    slug: 'unknown-token-taken',
    how: 'takes a token that was never issued',
    instead: withToken((token, { caller }) => !!token && caller === undefined),
  },
  {
    keys: ['401:revoked-token'],
    slug: 'revoked-token-taken',
    how: 'takes a token that was revoked',
    instead: withToken((token, _passing, callers) => callers.hasRevoked(token ?? '')),
  },
  {
    keys: ['401:expired-token'],
    slug: 'expired-token-taken',
    how: 'takes a token that has expired',
    instead: withToken((_token, { caller }) => caller !== undefined && hasExpired(caller)),
  },
  {
    keys: ['403:role', '403:guest'],
    slug: 'any-role-will-do',
    how: 'lets any role of the project do it',
    instead: withRole((roles) => isReader(roles) || isGuest(roles)),
  },
  {
    keys: [
      '404:foreign-server',
      '404:foreign-attachment',
      '403:foreign-attachment',
      '404:foreign-transfer',
      '404:foreign-image',
      '403:visible-image-of-another-project',
    ],
    slug: 'any-project-will-do',
    how: 'lets the users of other projects do it',
    instead: ({ caller }, callers) =>
      caller && !caller.roles.includes('admin') && caller.projectId !== callers.sharedProject
        ? callers.memberElsewhere(caller)
        : undefined,
  },
  {
    keys: ['404:foreign-volume'],
    slug: 'volumes-of-any-project',
    how: 'lets the users of other projects have its volume',
    instead: ({ caller, operation }, callers) =>
      RESERVING.includes(operation ?? '') && caller?.projectId !== callers.sharedProject && caller
        ? callers.memberElsewhere(caller)
        : undefined,
  },
  {
    keys: ['403:swap-by-member'],
    slug: 'members-swap',
    how: 'lets members swap volumes',
    instead: ({ caller, operation }, callers) =>
      operation === 'compute.update' && caller && !caller.roles.includes('admin')
        ? callers.admin
        : undefined,
  },
]

/** Each check of a permission is left out, for each operation that promises it. */
export function authorisationFaults(): Fault[] {
  return [
    ...operations.flatMap((operation) =>
      // A stranger is refused earlier, before the volume is looked for.
      LAXITIES.filter(
        ({ slug }) => slug !== 'volumes-of-any-project' || RESERVING.includes(operation.id),
      ).flatMap((laxity) => laxityFaults(operation, laxity)),
    ),
    ...openServices(),
    ...foreignPaths(),
  ]
}

/** Services of which every operation accepts unknown callers. */
function openServices(): Fault[] {
  const services = new Set(operations.map(({ id }) => serviceOf(id)))
  return [...services].map((service) => ({
    id: `${service}/answers-everybody`,
    kind: 'authorisation',
    sentence: `no operation of ${service} needs a valid token`,
    violates: ['no-token', 'unknown-token'].map((slug) => `${service}.*:401:${slug}`),
    means: {
      tamper: (): Tamper => async (passing, surroundings) => {
        const { operation, caller } = passing
        if (operation === undefined || serviceOf(operation) !== service || caller !== undefined) {
          return await surroundings.forward()
        }
        return await actingFor(operation, anyMember)(passing, surroundings)
      },
    },
  }))
}

/** One fault for all requirements that a missing check violates; none where it violates none. */
function laxityFaults(
  { id, requirements }: Operation,
  { keys, slug, how, instead }: Laxity,
): Fault[] {
  const violates = requirements
    .filter((one) => keys.some((key) => one.id === `${id}:${key}`))
    .filter((one) => !isPermitted(one, successOf(id)))
    .map((one) => one.id)
  if (violates.length === 0) return []
  return [
    {
      id: `${id}/${slug}`,
      kind: 'authorisation',
      sentence: `${id} ${how}`,
      violates,
      means: { tamper: () => actingFor(id, instead) },
    },
  ]
}

function actingFor(operation: OperationId, instead: Instead): Tamper {
  return async (passing, { forward, meet, callers }) => {
    if (passing.operation !== operation) return await forward()
    const other = instead(passing, callers)
    if (other === undefined) return await forward()
    meet()
    return await forward(inTheNameOf(passing, other))
  }
}

/** The project in the path is not compared with the project of the token. */
function foreignPaths(): Fault[] {
  return operations
    .filter(({ id, requirements }) =>
      requirements.some((one) => one.id === `${id}:400:foreign-project-in-path`),
    )
    .map(({ id }) => ({
      id: `${id}/any-project-in-path`,
      kind: 'authorisation',
      sentence: `${id} does not hold the project in the path against that of the token`,
      violates: [`${id}:400:foreign-project-in-path`],
      means: {
        tamper:
          (): Tamper =>
          async (passing, { forward, meet }) => {
            const own = passing.caller?.projectId
            const said = /\/v(?:3|2\.1)\/([^/]+)\/(?:attachments|servers|volume-transfers)\b/.exec(
              passing.target,
            )?.[1]
            if (passing.operation !== id || !own || said === undefined || said === own) {
              return await forward()
            }
            meet()
            return await forward({ target: passing.target.replace(`/${said}/`, `/${own}/`) })
          },
      },
    }))
}
