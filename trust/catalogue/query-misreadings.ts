/** A way to misread a query. */
export interface Misreading {
  readonly slug: string
  readonly does: string
  /** Requirements without their operation; those that do not exist are ignored. */
  readonly violates: readonly string[]
  readonly change: (query: URLSearchParams) => void
}

const drop =
  (...names: readonly string[]) =>
  (query: URLSearchParams): void => {
    for (const name of names) query.delete(name)
  }

const count =
  (name: string, by: number) =>
  (query: URLSearchParams): void => {
    const value = Number(query.get(name) ?? Number.NaN)
    if (Number.isInteger(value) && value > 0) query.set(name, String(value + by))
  }

/** Leaves out the parameter if its value has a certain form, as if its check were missing. */
const dropWhere =
  (name: string, is: (value: string) => boolean) =>
  (query: URLSearchParams): void => {
    if (query.getAll(name).some(is)) query.delete(name)
  }

const isNegative = (value: string) => /^-\d+$/.test(value)
const isNoNumber = (value: string) => value !== '' && !/^-?\d+$/.test(value)

const turned = (direction: string | undefined) => (direction === 'asc' ? 'desc' : 'asc')

const SORT_KEYS = ['id', 'created_at', 'updated_at', 'attach_status', 'volume_id', 'instance_uuid']

/** Wrong ways to read each parameter of the lists. */
export const QUERY_MISREADINGS: readonly Misreading[] = [
  ...(['limit', 'offset'] as const).flatMap((name): Misreading[] => [
    {
      slug: `${name}-ignored`,
      does: `ignores ${name}`,
      violates: [
        ...(name === 'limit'
          ? ['200:limit', '200:limited', '200:limit-on-image-boot']
          : ['200:offset', '200:offset-past-the-end', '200:offset-behind-the-end']),
        '200:limit-with-offset',
        '200:pages*',
      ],
      change: drop(name),
    },
    {
      slug: `${name}-one-too-many`,
      does: `takes ${name} for one more than it is`,
      violates: [
        ...(name === 'limit' ? ['200:limit', '200:limited'] : ['200:offset']),
        '200:limit-with-offset',
        '200:pages*',
      ],
      change: count(name, 1),
    },
    {
      slug: `takes-negative-${name}`,
      does: `takes a negative ${name} for none`,
      violates: [`400:negative-${name}`],
      change: dropWhere(name, isNegative),
    },
    {
      slug: `takes-${name}-no-number`,
      does: `takes a ${name} that is no number for none`,
      violates: [`400:${name}-no-number`, '400:repeated-key'],
      change: dropWhere(name, isNoNumber),
    },
    {
      slug: `takes-empty-${name}`,
      does: `takes an empty ${name} for none`,
      violates: [`400:empty-${name}`],
      change: dropWhere(name, (value) => value === ''),
    },
  ]),
  {
    slug: 'takes-huge-offset',
    does: 'takes an offset that is too large for none',
    violates: ['400:offset-too-large'],
    change: dropWhere('offset', (value) => Number(value) > 2_147_483_647),
  },
  ...(['instance_id', 'volume_id', 'attach_status'] as const).map(
    (name): Misreading => ({
      slug: `${name}-ignored`,
      does: `does not filter by ${name}`,
      violates: [
        `200:filtered-by-${name === 'attach_status' ? 'status' : name.replace('_id', '')}`,
        '200:filtered-twice',
      ],
      change: drop(name),
    }),
  ),
  {
    slug: 'marker-ignored',
    does: 'ignores marker',
    violates: ['200:marker*', '200:pages-by-marker'],
    change: drop('marker'),
  },
  {
    slug: 'all-tenants-ignored',
    does: 'lists the own project only to an administrator who asks for all',
    violates: ['200:all-tenants', '200:all-tenants-of-any-value'],
    change: drop('all_tenants'),
  },
  {
    slug: 'sort-ignored',
    does: 'ignores sort',
    violates: ['200:sorted*'],
    change: drop('sort'),
  },
  {
    slug: 'sort-turned',
    does: 'sorts in the other direction than sort says',
    violates: ['200:sorted*'],
    change: (query) => {
      const sort = query.get('sort')
      if (sort === null) return
      const keys = sort.split(',').map((one) => one.split(':'))
      query.set('sort', keys.map(([key, way]) => `${key}:${turned(way)}`).join(','))
    },
  },
  {
    slug: 'sorts-by-first-key-only',
    does: 'sorts by the first of several keys only',
    violates: ['200:sorted-by-several-keys'],
    change: (query) => {
      const [first, ...others] = query.get('sort')?.split(',') ?? []
      if (first !== undefined && others.length > 0) query.set('sort', first)
    },
  },
  {
    slug: 'sort-dir-ignored',
    does: 'ignores sort_dir',
    violates: ['200:sort-key-with-direction', '200:sort-dir-alone'],
    change: drop('sort_dir'),
  },
  {
    slug: 'sort-key-ignored',
    does: 'ignores sort_key',
    violates: ['200:sort-key-with-direction', '200:sort-key-alone'],
    change: drop('sort_key'),
  },
  {
    slug: 'takes-unknown-sort-key',
    does: 'ignores an unknown sort key',
    violates: ['400:unknown-sort-key', '400:sort-key-of-other-resources'],
    change: (query) => {
      for (const name of ['sort', 'sort_key']) {
        const keys =
          query
            .get(name)
            ?.split(',')
            .map((one) => one.split(':')[0] ?? '') ?? []
        if (keys.some((key) => key !== '' && !SORT_KEYS.includes(key))) query.delete(name)
      }
    },
  },
  {
    slug: 'takes-empty-sort-key',
    does: 'ignores an empty sort key',
    violates: ['400:empty-sort-key'],
    change: (query) => {
      for (const name of ['sort', 'sort_key']) if (query.get(name) === '') query.delete(name)
    },
  },
  {
    slug: 'takes-unknown-sort-direction',
    does: 'ignores an unknown sort direction',
    violates: ['400:unknown-sort-direction'],
    change: (query) => {
      const isOdd = (way: string | undefined) => way !== undefined && !/^(asc|desc)$/.test(way)
      if (isOdd(query.get('sort_dir') ?? undefined)) query.delete('sort_dir')
      if (
        query
          .get('sort')
          ?.split(',')
          .some((one) => isOdd(one.split(':')[1]))
      ) {
        query.delete('sort')
      }
    },
  },
  {
    slug: 'takes-sort-with-sort-key',
    does: 'takes sort and sort_key together',
    violates: ['400:sort-with-sort-key'],
    change: (query) => void (query.has('sort') && query.delete('sort_key')),
  },
  {
    slug: 'takes-sort-with-sort-dir',
    does: 'takes sort and sort_dir together',
    violates: ['400:sort-with-sort-dir'],
    change: (query) => void (query.has('sort') && query.delete('sort_dir')),
  },
  {
    slug: 'takes-unknown-filters',
    does: 'ignores filters that it does not offer',
    violates: ['400:unknown-filter', '400:filter-not-offered'],
    change: (query) => {
      for (const name of [...query.keys()]) if (!KNOWN.includes(name)) query.delete(name)
    },
  },
  {
    slug: 'takes-unknown-marker',
    does: 'begins at the first attachment when it does not know the marker',
    violates: ['404:unknown-marker'],
    change: (query) => {
      // Scenarios name attachments that exist, or invented ids.
      const marker = query.get('marker')
      if (marker !== null && !/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(marker)) {
        query.delete('marker')
      }
    },
  },
]

const KNOWN = [
  ...['limit', 'offset', 'marker', 'sort', 'sort_key', 'sort_dir', 'all_tenants', 'with_count'],
  ...['instance_id', 'volume_id', 'attach_status', 'project_id', 'instance_uuid', 'status'],
]
