import { parse } from 'yaml'
import { z } from 'zod'
import { matchesPattern } from '../../src/patterns/pattern-distance.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import type { Difference } from './difference.ts'

const schema = z.array(
  z.strictObject({
    /** Releases of the reference cloud to which it applies; all when absent. */
    releases: z.array(z.string()).min(1).optional(),
    /** A glob over ids of cases. */
    case: z.string().default('*'),
    /** A glob over operations. */
    operation: z.string().default('*'),
    /** A glob over what differs. */
    what: z.string(),
    /** Whether it shows is chance, so it need not. */
    chance: z.literal(true).optional(),
    /** Why the reference cloud is not made to answer like the real one. */
    reason: z.string().min(20),
  }),
)

export type KnownDifference = z.infer<typeof schema>[number]

/** The list of known differences is malformed. */
class KnownDifferencesError extends Error {
  override readonly name = 'KnownDifferencesError' as const

  constructor(
    readonly file: string,
    readonly problem: string,
  ) {
    super(`${file}: ${problem}`)
  }
}

/** The known differences of a release. Throws {@link KnownDifferencesError}. */
export function parseKnownDifferences(
  file: string,
  text: string,
  release: string,
): readonly KnownDifference[] {
  const parsed = schema.safeParse(parse(text))
  if (!parsed.success) throw new KnownDifferencesError(file, z.prettifyError(parsed.error))
  return parsed.data.filter(({ releases }) => releases?.includes(release) ?? true)
}

/** Those that the compared cases may show: a run need not test all documents. */
export function concerning(
  cases: readonly Pick<PlannedCase, 'id' | 'operation'>[],
  known: readonly KnownDifference[],
): readonly KnownDifference[] {
  return known.filter((each) =>
    cases.some(
      ({ id, operation }) =>
        matchesPattern(each.case, id) && matchesPattern(each.operation, operation),
    ),
  )
}

export interface Sorted {
  readonly unknown: readonly Difference[]
  readonly explained: readonly Difference[]
  /** Listed differences that were not seen, so that the list is out of date. */
  readonly unused: readonly KnownDifference[]
}

/** Separates the differences that are explained in the list from the others. */
export function sortByKnown(
  differences: readonly Difference[],
  known: readonly KnownDifference[],
): Sorted {
  const used = new Set<KnownDifference>()
  const unknown: Difference[] = []
  const explained: Difference[] = []
  for (const difference of differences) {
    const reason = known.find(
      (each) =>
        matchesPattern(each.case, difference.case) &&
        matchesPattern(each.operation, difference.operation) &&
        matchesPattern(each.what, difference.what),
    )
    if (reason !== undefined) used.add(reason)
    ;(reason === undefined ? unknown : explained).push(difference)
  }
  return {
    unknown,
    explained,
    unused: known.filter((each) => !used.has(each) && each.chance !== true),
  }
}
