import { operations } from '../answers/contracts.ts'
import type { Fault } from '../fault.ts'
import { QUERY_MISREADINGS } from './query-misreadings.ts'
import { asking, withQuery } from './requests-changed.ts'

/** Each query parameter of each list is ignored, misread, or not checked. */
export function queryFaults(): Fault[] {
  return operations
    .filter(({ id }) => /\.list/.test(id))
    .flatMap((operation) =>
      QUERY_MISREADINGS.flatMap(({ slug, does, violates, change }): Fault[] => {
        const { id, requirements } = operation
        const globs = violates.map((key) => `${id}:${key}`)
        const there = globs.filter((glob) =>
          requirements.some((one) => one.id === glob || matches(glob, one.id)),
        )
        if (there.length === 0) return []
        return [
          {
            id: `${id}/${slug}`,
            kind: slug.startsWith('takes-') ? 'constraint' : 'list',
            sentence: `${id} ${does}`,
            violates: there,
            means: {
              tamper: () => asking({ operation: id }, ({ target }) => withQuery(target, change)),
            },
          },
        ]
      }),
    )
}

function matches(glob: string, id: string): boolean {
  return glob.endsWith('*') && id.startsWith(glob.slice(0, -1))
}
