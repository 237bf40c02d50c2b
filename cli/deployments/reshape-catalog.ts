import { z } from 'zod'
import type { Shape } from './shape.ts'

const endpoint = z.looseObject({ url: z.string() })
const entry = z.looseObject({ type: z.string(), endpoints: z.array(endpoint) })
const answer = z.looseObject({
  token: z.looseObject({
    catalog: z.array(entry),
    project: z.looseObject({ id: z.string() }),
  }),
})

const NOWHERE = 'http://127.0.0.1:1'
const ELSEWHERE = { region: 'Elsewhere', region_id: 'Elsewhere' }

/** The answer of Identity with a catalog in this shape; any other body as it is. */
export function reshapeCatalog(body: string, shape: Shape): string {
  if (body === '') return body
  const parsed = answer.safeParse(JSON.parse(body))
  if (!parsed.success) return body
  const { token } = parsed.data
  const catalog = token.catalog
    .filter(({ type }) => isKept(type, shape))
    .map((service) => ({
      ...service,
      endpoints: [
        ...(hasElsewhere(service.type, shape)
          ? service.endpoints.map((one) => ({ ...one, ...ELSEWHERE, url: NOWHERE }))
          : []),
        ...service.endpoints.map((one) => ({
          ...one,
          url: inShape(one.url, `/${token.project.id}`, shape),
        })),
      ],
    }))
  return JSON.stringify({ ...parsed.data, token: { ...token, catalog } })
}

function isKept(type: string, { types }: Shape): boolean {
  if (types === 'volumev3 only') return type !== 'block-storage'
  return types !== 'block-storage only' || type !== 'volumev3'
}

/** Where no region is named, the first one has not all services, so that it cannot be the one to use. */
function hasElsewhere(type: string, { regions }: Shape): boolean {
  if (regions === 'several regions and none named') return type === 'compute'
  return regions === 'several regions and one named'
}

function inShape(url: string, project: string, shape: Shape): string {
  if (shape.project === 'no project ids') return url.replace(project, '')
  return shape.project === '%(tenant_id)s' ? url.replace(project, '/%(tenant_id)s') : url
}
