import type { z } from 'zod'
import type { Microversion } from '../openapi/microversion.ts'
import type { ServiceKind } from '../openstack/exchange.ts'
import { hasRemedy, UnreachableError } from '../openstack/unreachable-error.ts'
import type { Asker } from './asker.ts'
import { DiscoveryError, UnexpectedStatus } from './discovery-error.ts'

export interface Question<T> {
  readonly service: ServiceKind
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly microversion?: Microversion
  readonly schema: z.ZodType<T>
}

/**
 * GETs and parses one document. Throws {@link DiscoveryError} when the target does not return it,
 * and {@link UnreachableError} for a problem of the connection that the user has to correct first.
 */
export async function ask<T>(session: Asker, question: Question<T>): Promise<T> {
  const { service, path, query, microversion, schema } = question
  const exchange = await session.ask({
    service,
    method: 'GET',
    path,
    ...(query && { query }),
    ...(microversion && { microversion }),
  })
  const { request, response, problem, failure = 'unknown cause' } = exchange
  if (problem !== undefined && hasRemedy(problem)) {
    throw new UnreachableError(session.config, request.url, { problem, message: failure }, service)
  }
  const what = `GET ${path} of ${service}`
  if (response === undefined) {
    throw new DiscoveryError(`${what} got no answer (${failure})`, 'check the service')
  }
  if (response.status !== 200) {
    throw new UnexpectedStatus(what, response.status, session.persona)
  }
  const parsed = schema.safeParse(response.body.kind === 'json' ? response.body.value : undefined)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new DiscoveryError(
    `${what} answered a document that cannot be read (${issue?.path.join('/') ?? ''}: ${issue?.message ?? ''})`,
    'check that the endpoint is the right one',
  )
}
