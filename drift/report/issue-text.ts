import type { Contract } from '../../src/openapi/contract.ts'
import { formatRange } from '../../src/openapi/microversion.ts'
import type { Unexplained } from '../explain/explain.ts'
import { contractPlace, shown, subjectOf, upstreamPlace } from './difference-text.ts'

/** The side that is to change something: the contract of this project, or upstream. */
export type Addressee = 'contract' | 'upstream'

/** The text of an issue about a difference, ready to be filed, as Markdown. */
export function issueText(
  contract: Contract,
  { difference, releases }: Unexplained,
  repository: string,
  to: Addressee,
): string {
  const { operation, differs, ours, theirs, range, at } = difference
  const versions = range === undefined ? 'not about microversions' : formatRange(range)
  const whose = to === 'contract' ? `Contract ${contract.id}` : repository
  return [
    `# ${whose}: ${operation ?? contract.title}: ${differs} of ${at}`,
    '',
    `Contract and upstream do not say the same of ${subjectOf(difference)}.`,
    '',
    '|  | says | where |',
    '| --- | --- | --- |',
    `| upstream | ${cell(theirs)} | ${upstreamPlace(difference, repository)} |`,
    `| contract | ${cell(ours)} | ${contractPlace(contract, difference)} |`,
    '',
    `- **Operation:** ${operation ?? 'the whole document'}`,
    `- **Microversions:** ${versions}`,
    `- **Releases:** ${releases.join(', ')}`,
    '',
    to === 'contract'
      ? '**To do:** find out what the releases answer. Where they do as upstream says, change the contract; where they do not, add an erratum with this difference as its `evidence`.'
      : '**Expected:** that reference, schemas and code say the same, so that clients can rely on it. The releases above answer as the contract says.',
    '',
    `Seen with \`attest spec check\`; it compares the two by machine.`,
  ].join('\n')
}

function cell(value: unknown): string {
  return `\`${shown(value).replaceAll('|', '\\|')}\``
}
