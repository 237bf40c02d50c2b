import { grouped } from '../results/grouped.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'
import type { AnswerChange } from './answer-shapes.ts'
import type { CaseChange, Change, FieldChange } from './case-change.ts'
import type { Comparison, PromiseChange } from './compare-results.ts'

/** The names of the kinds of changes. */
export const CHANGE_WORDS: Readonly<Record<Change, string>> = {
  regression: 'regressions',
  lost: 'not tested any more',
  changed: 'otherwise changed',
  fixed: 'fixed',
  gained: 'newly tested',
}

const OUTCOMES: Readonly<Record<Comparison['outcome'], string>> = {
  regressed: 'REGRESSED',
  lost: 'LOST',
  kept: 'KEPT',
}

const FIELDS_SHOWN = 12

/**
 * The output of `attest compare`: regressions first, then promises that are no longer tested, and
 * so on.
 */
export function comparisonText(
  comparison: Comparison,
  answers: readonly AnswerChange[] = [],
): string {
  const { before, after, outcome, runs, promises } = comparison
  const sections = [
    [
      `${OUTCOMES[outcome]}  ${escapeControls(before.run)} (${before.verdict}) → ${escapeControls(after.run)} (${after.verdict})`,
      countLine(comparison),
    ],
    runs.length === 0 ? [] : ['The runs', ...runs.map((change) => `  ${fieldLine(change)}`)],
    ...[...grouped(promises, ({ change }) => change)].map(([change, own]) => [
      `${titleOf(change)} (${own.length})`,
      ...own.flatMap(promiseLines),
    ]),
    answers.length === 0 ? [] : ['Fields of answers', ...answers.flatMap(answerLines)],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`
}

/** `2 regressions, 1 fixed`, or a text that nothing changed. */
export function countLine({ counts }: Comparison): string {
  const parts = Object.entries(CHANGE_WORDS).flatMap(([change, words]) => {
    const count = counts[change as Change]
    return count === 0 ? [] : [`${count} ${count === 1 ? words.replace(/s$/, '') : words}`]
  })
  return parts.length === 0 ? 'no promise changed' : `promises: ${parts.join(', ')}`
}

function titleOf(change: Change): string {
  const words = CHANGE_WORDS[change]
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

function promiseLines({ requirement, level, decides, cases }: PromiseChange): string[] {
  const note = decides ? '' : ', not part of the verdict'
  return [`  ${requirement} (${level}${note})`, ...alike(cases)]
}

/** Cases of a promise with the same change are in one paragraph. */
function alike(cases: readonly CaseChange[]): string[] {
  const groups = grouped(cases, ({ change, fields }) => JSON.stringify([change, fields]))
  return [...groups.values()].flatMap((group) => {
    const versions = group.map(({ microversion }) => microversion ?? 'no microversion').join(', ')
    return [`    at ${versions}`, ...group[0].fields.map((field) => `      ${fieldLine(field)}`)]
  })
}

function answerLines({ operation, status, microversion, fields }: AnswerChange): string[] {
  const more = fields.length - FIELDS_SHOWN
  return [
    `  ${operation} ${status} at ${microversion}`,
    ...fields.slice(0, FIELDS_SHOWN).map((field) => `    ${fieldLine(field)}`),
    ...(more > 0 ? [`    and ${more} more`] : []),
  ]
}

function fieldLine({ field, before, after }: FieldChange): string {
  const shown = (value: string | null) => (value === null ? '(none)' : shortened(value, 200))
  return `${shortened(field, 120)}: ${shown(before)} → ${shown(after)}`
}
