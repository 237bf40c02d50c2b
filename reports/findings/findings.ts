import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import type { CaseId } from '../../src/plan/case.ts'
import type { OperationLookup } from '../operation-lookup.ts'
import { isDecisive } from '../recommendations.ts'
import { aboutness } from './about.ts'
import { causeTitle } from './cause.ts'
import { chooseCauses } from './choose-cause.ts'
import { errorFindings } from './error-findings.ts'
import type { Draft, Finding } from './finding.ts'
import { followsFrom } from './follows.ts'
import { SeenCauses } from './seen-causes.ts'
import { together } from './together.ts'

/**
 * Everything that went wrong in a run, grouped by its cause. Each failed case is in the `cases` of one
 * finding, each error in the `cases` or the `follows` of one. Findings that decide on the verdict come
 * first, then those with more cases.
 */
export function findingsOf(record: RunRecord, lookup: OperationLookup): readonly Finding[] {
  const known = found.get(record)?.get(lookup)
  if (known !== undefined) return known
  const findings = look(record, lookup)
  found.set(record, new WeakMap([[lookup, findings]]))
  return findings
}

/** The finding with this id or key; undefined: there is none. */
export function findingNamed(findings: readonly Finding[], named: string): Finding | undefined {
  return findings.find(({ id, key }) => id === named.toUpperCase() || key === named)
}

/**
 * Kept, because every report of a run needs the findings, and all exchanges of failed cases are
 * read for them.
 */
const found = new WeakMap<RunRecord, WeakMap<OperationLookup, readonly Finding[]>>()

function look(record: RunRecord, lookup: OperationLookup): readonly Finding[] {
  const own = ownNames(record)
  const seen = new SeenCauses(record, own)
  const leaders = together(seen.byKey)
  const leader = (key: string) => leaders.get(key) ?? key
  const choice = chooseCauses(seen, leader, lookup)
  const causeOf = new Map([...choice].map(([{ record }, key]) => [record.planned.id, key]))
  const { follows, errors } = consequences(record, (each) => {
    const key = followsFrom(each, { causes: seen.byKey, causeOf, own })
    return key === undefined ? undefined : leader(key)
  })

  const failed = new Lists<CaseRecord>()
  const seenToo = new Lists<CaseId>()
  for (const [causes, key] of choice) {
    failed.add(key, causes.record)
    for (const other of new Set(causes.violated.map(leader))) {
      if (other !== key) seenToo.add(other, causes.record.planned.id)
    }
  }
  const places = new Lists<string>()
  for (const [key, { cause }] of seen.byKey) {
    if (leader(key) !== key) places.add(leader(key), cause.place)
  }
  const decides = isDecisive(record.strict)
  const drafts = [...seen.byKey].flatMap(([key, { cause, shown, outside }]): Draft[] => {
    const cases = leadFirst(failed.of(key), (each) => aboutness(each, cause, lookup))
    const others = seenToo.of(key)
    if (cases.length + others.length + outside.length === 0) return []
    const shownIn = cases[0] === undefined ? [...shown.values()][0] : shown.get(cases[0])
    const isBroken = outside.length > 0 || others.length > 0 || cases.some(decides)
    return [
      {
        key,
        kind: isBroken ? 'broken' : 'recommendation',
        title: causeTitle(cause),
        cause,
        alsoAt: places.of(key),
        cases,
        seenToo: others,
        follows: follows.of(key),
        outside,
        ...(shownIn && { shownIn }),
      },
    ]
  })
  return inOrder([...drafts, ...errorFindings(errors, own)])
}

/** Lists by key, in the order of first occurrence. */
class Lists<T> {
  readonly #lists = new Map<string, T[]>()

  add(key: string, item: T): void {
    const list = this.#lists.get(key)
    if (list === undefined) this.#lists.set(key, [item])
    else list.push(item)
  }

  of(key: string): readonly T[] {
    return this.#lists.get(key) ?? []
  }
}

function consequences(
  { cases }: RunRecord,
  keyOf: (record: CaseRecord) => string | undefined,
): { readonly follows: Lists<CaseRecord>; readonly errors: readonly CaseRecord[] } {
  const follows = new Lists<CaseRecord>()
  const errors: CaseRecord[] = []
  for (const each of cases) {
    if (each.verdict !== 'error' && each.verdict !== 'not-tested') continue
    const key = keyOf(each)
    if (key !== undefined) follows.add(key, each)
    else if (each.verdict === 'error') errors.push(each)
  }
  return { follows, errors }
}

/** Texts that are specific to this run: the ids and names of what it has created. */
function ownNames({ run, resources }: RunRecord): ReadonlySet<string> {
  return new Set([
    run,
    ...resources.flatMap(({ id, name }) => (id === undefined ? [name] : [id, name])),
  ])
}

/** The most telling case, followed by all others in the order of the plan. */
function leadFirst(
  cases: readonly CaseRecord[],
  about: (record: CaseRecord) => number,
): readonly CaseRecord[] {
  const ranks = new Map(cases.map((each) => [each, about(each)]))
  const most = Math.max(...ranks.values())
  const lead = cases.find((each) => ranks.get(each) === most)
  return lead === undefined ? [] : [lead, ...cases.filter((each) => each !== lead)]
}

const KINDS: readonly Finding['kind'][] = ['broken', 'recommendation', 'error']

function inOrder(drafts: readonly Draft[]): readonly Finding[] {
  const weight = ({ cases, follows, outside }: Draft) =>
    cases.length + follows.length + outside.length
  return drafts
    .toSorted((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || weight(b) - weight(a))
    .map((draft, index) => ({ id: `F${index + 1}`, ...draft }))
}
