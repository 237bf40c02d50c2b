import type {
  Contract,
  Erratum,
  Exclusion,
  OperationId,
  Permission,
} from '../../src/openapi/contract.ts'
import { anchor, code, plain } from './markdown.ts'
import { shownIn } from './shown-in.ts'

const HEAD = `# Errata

<!-- Generated from the errata of the documents in specs/. Change them there, then run
     ATTEST_WRITE=1 npx vitest run reports/errata -->

Places where an API document and the releases of OpenStack disagree, or where a document is
silent about something that every release does. Each says by which of the two readings a cloud is
judged; the responses, parameters and schemas of the contracts follow that reading already.

Answers that releases are known to give, but no requirement tests, are at the end of each document's part,
with the reason.`

const JUDGED_BY: Readonly<Record<Erratum['holds'], string>> = {
  document: 'the document',
  upstream: 'what upstream answers',
  either: 'either of the two',
}

/** The page of all errata of the contracts, as Markdown: the text of `docs/errata.md`. */
export function errataPage(contracts: Iterable<Contract>): string {
  const all = [...contracts].sort((a, b) => (a.title < b.title ? -1 : 1))
  const parts = [HEAD, '## Contents', ...all.flatMap(contentsOf), ...all.flatMap(sectionOf)]
  return `${parts.join('\n\n')}\n`
}

/** The errata of each operation, including those that it shares with others. */
function contentsOf({ title, operations, errata }: Contract): string[] {
  const lines = operations.flatMap(({ id, section, link }) => {
    const about = errata.filter((erratum) => erratum.operations.includes(id))
    if (about.length === 0) return []
    return `- ${code(id)} ([${section}](${link})): ${about.map(linkTo).join(', ')}`
  })
  const untested = `- [what is not tested](#${anchor(untestedHeading(title))})`
  return [
    `**[${title}](#${anchor(title)})** (${errata.length})`,
    `${lines.join('\n')}\n${untested}`,
  ]
}

function linkTo({ id }: Erratum): string {
  return `[${id.slice(id.indexOf(':') + 1)}](#${anchor(id)})`
}

function sectionOf(contract: Contract): string[] {
  const { title, file, operations, errata, exclusions } = contract
  const intro = `Written in [${code(file)}](../specs/${file}).`
  return [
    `## ${title}`,
    intro,
    ...errata.map((erratum) => entryOf(erratum, contract)),
    `### ${untestedHeading(title)}`,
    exclusions.map((exclusion) => exclusionOf(exclusion, operations)).join('\n'),
  ]
}

function untestedHeading(title: string): string {
  return `Not tested: ${title}`
}

const WHY: Readonly<Record<Exclusion['code'], string>> = {
  race: 'cannot be made to happen with certainty',
  deployment: 'depends on how the cloud is set up',
  driver: 'depends on the hypervisor or the storage',
  harmful: 'would harm others on the cloud',
  'upstream-bug': 'a defect of upstream, for which no cloud is judged',
}

function exclusionOf(
  { operations, status, when, code: why, reason }: Exclusion,
  all: readonly { readonly id: OperationId }[],
): string {
  const answer = `${aboutOf(operations, all)}: ${status} when ${plain(when)}`
  return `- ${answer} (${WHY[why]}). ${plain(reason)}`
}

/** The operations of the document to which something applies. */
function aboutOf(
  operations: readonly OperationId[],
  all: readonly { readonly id: OperationId }[],
): string {
  return operations.length === all.length ? 'all of the document' : operations.map(code).join(', ')
}

function permitted({ statuses, upTo }: Permission): string {
  const where = upTo === undefined ? '' : `, where the newest microversion is ${upTo} or older`
  return `an answer ${statuses.join(' or ')}${where}`
}

function entryOf(erratum: Erratum, { service, operations: all }: Contract): string {
  const { id, operations, document, upstream, releases, holds, seen } = erratum
  const { explains, permits, evidence } = erratum
  const rows = [
    ['Operations', aboutOf(operations, all)],
    ['The document says', plain(document)],
    ['Upstream answers', plain(upstream)],
    ['In releases', plain(releases)],
    ['Judged by', JUDGED_BY[holds]],
    ...(permits ? [['Also accepted', permitted(permits)]] : []),
    ...(seen.length > 0 ? [['Seen on', seen.map(plain).join('; ')]] : []),
    ...(evidence.length > 0 ? [['Shows in', shownIn(evidence, service)]] : []),
    ...(explains ? [['Seen as', `${code(explains.code)} in an answer ${explains.status}`]] : []),
  ]
  const list = rows.map(([name, text]) => `- **${name}:** ${text}`).join('\n')
  return `### ${code(id)}\n\n${list}`
}
