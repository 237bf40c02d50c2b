import { parse } from 'yaml'
import { z } from 'zod'

const Cassette = z.object({
  http_interactions: z.array(
    z.object({
      status: z.enum(['SUCCESS', 'FAILURE', 'ERROR', 'SKIP']),
      checks: z.array(z.object({ name: z.string(), status: z.string() })),
      request: z.object({ uri: z.string(), method: z.string() }),
      response: z
        .object({
          status: z.object({ code: z.coerce.number() }),
          headers: z.record(z.string(), z.array(z.string())),
        })
        .nullish(),
    }),
  ),
})

/** One request of Schemathesis: of a case, or an additional one of a check. */
export interface Interaction {
  readonly method: string
  readonly uri: string
  readonly status: number | undefined
  readonly requestIds: readonly string[]
  readonly passed: boolean
  /** The checks that failed. */
  readonly failures: readonly string[]
}

/** Reads what `--report vcr` writes. Throws when it is something else. */
export function interactionsOf(text: string): Interaction[] {
  const { http_interactions: interactions } = Cassette.parse(parse(text, { logLevel: 'silent' }))
  return interactions.map(({ status, checks, request, response }) => ({
    ...request,
    status: response?.status.code,
    requestIds: ['x-openstack-request-id', 'x-compute-request-id'].flatMap(
      (name) => response?.headers[name] ?? [],
    ),
    // A check sends an additional request without a token, which is reported as skipped.
    passed: status === 'SUCCESS' || (status === 'SKIP' && response?.status.code === 401),
    failures: checks.filter((check) => check.status === 'FAILURE').map(({ name }) => name),
  }))
}
