import type { Comparison, PromiseChange } from '../compare/compare-results.ts'
import { CHANGE_WORDS, countLine } from '../compare/comparison-text.ts'
import { codeSpan } from './code-span.ts'

const PROMISES_SHOWN = 25

/** A section about the changes since the baseline, regressions first. */
export function changeList(comparison: Comparison): string[] {
  const { before, promises } = comparison
  const more = promises.length - PROMISES_SHOWN
  return [
    `### Since the baseline ${codeSpan(before.run, 60)} (${before.verdict})`,
    '',
    `${countLine(comparison)}.`,
    '',
    ...promises.slice(0, PROMISES_SHOWN).map(line),
    ...(more > 0 ? [`- and ${more} more; \`attest compare\` has all`] : []),
    '',
  ]
}

function line({ requirement, change, decides, cases }: PromiseChange): string {
  const own = cases.filter((each) => each.change === change)
  const verdicts = new Set(
    own.flatMap(({ fields }) =>
      fields.flatMap(({ field, before, after }) =>
        field === 'verdict' ? [`${before ?? 'not planned'} → ${after ?? 'not planned'}`] : [],
      ),
    ),
  )
  const told = verdicts.size === 0 ? 'another reason' : [...verdicts].join('; ')
  const note = decides ? '' : ' (not part of the verdict)'
  const count = own.length === 1 ? '1 case' : `${own.length} cases`
  return `- **${CHANGE_WORDS[change]}**${note}: ${codeSpan(requirement)}, ${count}: ${told}`
}
