import { z } from 'zod'
import { withoutUserInfo } from '../../redaction/user-info.ts'
import { Secret } from '../secrets/secret.ts'

/** The longest URL in a catalog, in characters, so that searching it takes bounded time. */
const LONGEST_URL = 2_048

const endpoint = z.object({
  interface: z.string(),
  url: z.string().max(LONGEST_URL).transform(withoutUserInfo),
  region: z.string().nullish(),
  region_id: z.string().nullish(),
})

const catalogEntry = z.object({
  type: z.string(),
  name: z.string().nullish(),
  endpoints: z.array(endpoint),
})

const tokenAnswer = z.object({
  token: z.object({
    expires_at: z.iso.datetime({ offset: true, local: true }),
    issued_at: z.string().optional(),
    user: z.object({ id: z.string(), name: z.string().optional() }),
    project: z.object({ id: z.string(), name: z.string().optional() }).optional(),
    roles: z.array(z.object({ name: z.string() })).default([]),
    catalog: z.array(catalogEntry).default([]),
  }),
})

/** One service of the catalog. */
export type CatalogEntry = z.output<typeof catalogEntry>

/** A token, and what Identity says about it. */
export interface Token {
  readonly id: Secret
  /** By `performance.now()`, which does not change when the clock of the machine is set. */
  readonly obtainedAt: number
  readonly expiresAt: number
  readonly projectId: string
  readonly projectName?: string
  readonly userId: string
  readonly userName?: string
  readonly roles: readonly string[]
  readonly catalog: readonly CatalogEntry[]
}

/** A token that expires soon. */
export interface BriefToken {
  readonly value: string
  /** How long it is still valid, in ms. */
  readonly lastsMs: number
}

/** Why an answer of Identity has no usable project-scoped token. */
export interface TokenFault {
  readonly fault: string
}

/**
 * Reads the answer of Identity to a request for or about a token that was sent at `obtainedAt`. The
 * lifetime of a new token counts from then, so that the clocks of the two machines may differ.
 */
export function parseToken(
  id: string | undefined,
  body: unknown,
  { obtainedAt, isNew }: { readonly obtainedAt: number; readonly isNew: boolean },
): Token | TokenFault {
  if (id === undefined || id === '') return { fault: 'there is no X-Subject-Token header' }
  const parsed = tokenAnswer.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return { fault: `/${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'unexpected'}` }
  }
  const { token } = parsed.data
  if (token.project === undefined) return { fault: 'the token is not scoped to a project' }
  const expires = Date.parse(inUtc(token.expires_at))
  const issued = isNew ? Date.parse(inUtc(token.issued_at ?? '')) : Number.NaN
  return {
    id: new Secret(id),
    obtainedAt,
    expiresAt: obtainedAt + (expires - (Number.isNaN(issued) ? Date.now() : issued)),
    projectId: token.project.id,
    ...(token.project.name !== undefined && { projectName: token.project.name }),
    userId: token.user.id,
    ...(token.user.name !== undefined && { userName: token.user.name }),
    roles: token.roles.map(({ name }) => name),
    catalog: token.catalog,
  }
}

function inUtc(time: string): string {
  return /(Z|[+-]\d\d:?\d\d)$/.test(time) ? time : `${time}Z`
}
