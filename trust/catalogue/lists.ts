import type { Operation } from '../../src/openapi/contract.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { operations } from '../answers/contracts.ts'
import type { Fault, Tamper } from '../fault.ts'
import { inTheNameOf } from '../proxy/callers.ts'
import { jsonOf } from '../proxy/message.ts'
import { changingBody } from './answers-changed.ts'
import { withQuery } from './requests-changed.ts'

interface Disorder {
  readonly slug: string
  readonly does: string
  /** Requirements without their operation. */
  readonly violates: readonly string[]
  readonly change: (items: readonly unknown[]) => readonly unknown[]
  /** Only for lists whose order is promised. */
  readonly ordered?: true
}

const ALL = ['200:*']

const DISORDERS: readonly Disorder[] = [
  {
    slug: 'loses-the-first',
    does: 'leaves out the first item',
    violates: ALL,
    change: (items) => items.slice(1),
  },
  {
    slug: 'loses-the-last',
    does: 'leaves out the last item',
    violates: ALL,
    change: (items) => items.slice(0, -1),
  },
  { slug: 'is-empty', does: 'lists nothing', violates: ALL, change: () => [] },
  {
    slug: 'loses-one-of-several',
    does: 'leaves out the second of several items',
    violates: ALL,
    change: (items) => items.filter((_item, index) => index !== 1),
  },
  {
    slug: 'repeats-the-first',
    does: 'lists the first item twice',
    violates: ALL,
    change: (items) => [...items.slice(0, 1), ...items],
  },
  {
    slug: 'repeats-the-last',
    does: 'lists the last item twice',
    violates: ALL,
    change: (items) => [...items, ...items.slice(-1)],
  },
  {
    slug: 'backwards',
    does: 'lists in the opposite order',
    violates: ['200:newest-first', '200:sort*'],
    change: (items) => items.toReversed(),
    ordered: true,
  },
  {
    slug: 'two-swapped',
    does: 'lists the first two items in each other’s place',
    violates: ['200:newest-first', '200:sort*'],
    change: ([first, second, ...rest]) =>
      second === undefined ? [first] : [second, first, ...rest],
    ordered: true,
  },
]

/** Lists that lose, repeat, reorder or show what they should not. */
export function listFaults(): Fault[] {
  return operations
    .filter(({ id }) => /\.list/.test(id))
    .flatMap((operation) => [
      ...DISORDERS.filter(({ ordered }) => !ordered || isOrdered(operation)).map(
        ({ slug, does, violates, change }): Fault => ({
          id: `${operation.id}/${slug}`,
          kind: 'list',
          sentence: `${operation.id} ${does}`,
          violates: violates.map((key) => `${operation.id}:${key}`),
          means: {
            tamper: () =>
              changingBody({ operation: operation.id, status: 200 }, (body) =>
                withItems(body, change),
              ),
          },
        }),
      ),
      ...(isOrdered(operation) ? [foreignItems(operation), inclusiveMarker(operation)] : []),
    ])
}

function isOrdered({ requirements, id }: Operation): boolean {
  return requirements.some((one) => one.id === `${id}:200:newest-first`)
}

function withItems(body: unknown, change: Disorder['change']): unknown {
  const [entry] = isJsonObject(body) ? Object.entries(body) : []
  if (entry === undefined) return body
  const [name, items] = entry
  return Array.isArray(items) && items.length > 0 ? { [name]: change(items) } : body
}

/** Every caller sees what only an administrator sees who requests all projects. */
function foreignItems({ id }: Operation): Fault {
  return {
    id: `${id}/lists-every-project`,
    kind: 'authorisation',
    sentence: `${id} lists what belongs to all projects to everybody`,
    violates: [`${id}:200:own-project-only`, `${id}:200:all-tenants-by-member`],
    means: {
      tamper:
        (): Tamper =>
        async (passing, { forward, meet, callers }) => {
          const { operation, caller } = passing
          const { admin } = callers
          if (operation !== id || !caller || !admin || caller.roles.includes('admin')) {
            return await forward()
          }
          const query = withQuery(passing.target, (one) => one.set('all_tenants', '1'))
          meet()
          return await forward(inTheNameOf({ ...passing, ...query }, admin))
        },
    },
  }
}

/** The page after a marker begins with the marker's own item. */
function inclusiveMarker({ id }: Operation): Fault {
  return {
    id: `${id}/page-begins-with-its-marker`,
    kind: 'list',
    sentence: `${id} begins the page after a marker with the marker itself`,
    violates: [`${id}:200:marker*`, `${id}:200:pages-by-marker`],
    means: {
      tamper:
        (): Tamper =>
        async (passing, { forward, meet }) => {
          const marker = new URLSearchParams(passing.target.split('?')[1]).get('marker')
          const whole =
            marker === null
              ? undefined
              : withQuery(passing.target, (query) => {
                  for (const name of ['marker', 'limit', 'offset']) query.delete(name)
                })
          const reply = await forward()
          if (passing.operation !== id || !whole || reply.status !== 200) return reply
          const all = jsonOf(await forward(whole))
          const lists = isJsonObject(all) ? Object.values(all).filter(Array.isArray) : []
          const items: readonly unknown[] = lists[0] ?? []
          const marked = items.find((item) => isJsonObject(item) && item.id === marker)
          if (marked === undefined) return reply
          meet()
          const limit = Number(
            new URLSearchParams(passing.target.split('?')[1]).get('limit') ?? 1000,
          )
          const body = withItems(jsonOf(reply), (page) => [marked, ...page].slice(0, limit))
          return { ...reply, body: JSON.stringify(body) }
        },
    },
  }
}
