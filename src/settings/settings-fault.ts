import type { z } from 'zod'
import { isMicroversion } from '../openapi/microversion.ts'
import { oneLine } from '../openstack/one-line.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import { personaAdvice } from './persona-flag.ts'
import { settingKeys } from './settings-json-schema.ts'

/** A violation of the schema of settings, not yet tied to a file or the command line. */
export interface Fault {
  readonly path: readonly PropertyKey[]
  /** Whether the fault is the key or its value. */
  readonly part: 'key' | 'value'
  readonly problem: string
  readonly expected: string
  readonly advice: string
}

type Issue = z.core.$ZodIssue

const LONGEST_VALUE = 40

/**
 * Describes zod's issues with a schema in words. `sourceOf` returns a value as it was written, if
 * that is known.
 */
export function describeIssues(
  issues: readonly Issue[],
  value: unknown,
  sourceOf: (path: readonly PropertyKey[]) => string | undefined,
  schema: z.ZodType,
): readonly Fault[] {
  return issues.flatMap(innermost).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownKey(issue.path, key, settingKeys(issue.path, schema)))
    }
    return [badValue(issue, valueAt(value, issue.path), sourceOf(issue.path))]
  })
}

/**
 * Of the alternatives of a union, the one that matched furthest: an entry of a list rather than the
 * whole list.
 */
function innermost(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue]
  const inner = issue.errors.flat().filter(({ path }) => path.length > 0)
  if (inner.length === 0) return [issue]
  return inner.map((each) => ({ ...each, path: [...issue.path, ...each.path] }))
}

function unknownKey(path: readonly PropertyKey[], key: string, known: readonly string[]): Fault {
  return {
    path: [...path, key],
    part: 'key',
    problem: 'is no setting',
    expected: `one of ${known.join(', ')}`,
    advice:
      path[0] === 'personas'
        ? personaAdvice(key)
        : didYouMean(nearMisses(key, known), 'correct the key or delete it'),
  }
}

function badValue(issue: Issue, value: unknown, source: string | undefined): Fault {
  const about = { path: issue.path, part: 'value' as const, expected: issue.message }
  if (value === undefined) return { ...about, problem: 'is missing', advice: 'add it' }
  if (value === null) {
    return { ...about, problem: 'is empty', advice: 'give it a value or delete the key' }
  }
  if (wantsText(issue) && (typeof value === 'number' || typeof value === 'boolean')) {
    const quoted = JSON.stringify(source ?? String(value))
    return {
      ...about,
      problem: `is the YAML ${typeof value} ${source ?? value}`,
      advice: `put it in quotes: ${issue.code === 'invalid_union' ? `[${quoted}]` : quoted}`,
    }
  }
  // A file that consists of one text may be anything, even a secret after which a space is missing.
  const problem = issue.path.length === 0 && typeof value === 'string' ? 'a text' : shown(value)
  return { ...about, problem: `is ${problem}`, advice: advice(issue, value) }
}

function wantsText(issue: Issue): boolean {
  if (issue.code === 'invalid_union') return issue.errors.flat().some(wantsText)
  return (
    issue.code === 'invalid_value' || (issue.code === 'invalid_type' && issue.expected === 'string')
  )
}

function advice(issue: Issue, value: unknown): string {
  const known = allowedIn(issue).filter((word) => typeof word === 'string')
  if (typeof value !== 'string') return 'correct it'
  if (issue.code === 'invalid_union' && isMicroversion(value)) return `write a list: ["${value}"]`
  return didYouMean(nearMisses(value, known), 'correct it')
}

function allowedIn(issue: Issue): readonly unknown[] {
  if (issue.code === 'invalid_value') return issue.values
  return issue.code === 'invalid_union' ? issue.errors.flat().flatMap(allowedIn) : []
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object') return 'a map'
  if (typeof value === 'string') {
    return value.trim() === '' ? 'blank' : JSON.stringify(oneLine(value, LONGEST_VALUE))
  }
  return String(value)
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined),
    value,
  )
}
