import type { Agreement } from './agreement.ts'
import type { Difference } from './difference.ts'
import type { Sorted } from './known-differences.ts'

const CASES_NAMED = 4

/** What was compared and what differs, as text: differences of one kind in one paragraph. */
export function report(agreement: Agreement, { unknown, explained, unused }: Sorted): string {
  const { cases, calls, agreed, uncovered, unmatched } = agreement
  const kinds = new Map<string, Difference[]>()
  for (const each of unknown) {
    const { operation, what, real, reference } = each
    const kind = `${operation} ${what}\n  real       ${shown(real)}\n  reference  ${shown(reference)}\n`
    kinds.set(kind, [...(kinds.get(kind) ?? []), each])
  }
  const paragraphs = [...kinds]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([kind, differences]) => `${kind}${casesOf(differences)}`)
  const lists = [
    ...(unmatched.length === 0
      ? []
      : [
          `${unmatched.length} cases of one plan only: ${unmatched.slice(0, CASES_NAMED).join(', ')}`,
        ]),
    ...uncovered.map((pair) => `never alike: ${pair}`),
    ...unused.map(({ case: id, operation, what }) => `never met: ${id} ${operation} ${what}`),
  ]
  return [
    ...paragraphs,
    ...lists,
    `${cases} cases and ${calls} calls compared, ${agreed.size} pairs of operation and status agree; ` +
      `${unknown.length} differences, ${explained.length} explained`,
    '',
  ].join('\n')
}

function casesOf(differences: readonly Difference[]): string {
  const ids = [...new Set(differences.map((each) => each.case))]
  const more = ids.length > CASES_NAMED ? ` and ${ids.length - CASES_NAMED} more` : ''
  return `  in ${ids.slice(0, CASES_NAMED).join(', ')}${more}\n  asked      ${differences[0]?.asked ?? ''}\n`
}

const LONGEST = 300

function shown(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
