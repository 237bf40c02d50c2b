import type { Contract, Erratum, OperationId, Permission } from '../../src/openapi/contract.ts'
import { anchor, code, plain } from './markdown.ts'

const HEAD = `# Errata

<!-- Generated from the errata of the documents in specs/. Change them there, then run
     ATTEST_WRITE=1 npx vitest run reports/errata -->

Places where an API document and the releases of OpenStack disagree, or where a document is
silent about something that every release does. Each says which of the two readings a cloud is
held to; the responses, parameters and schemas of the contracts follow that reading already.`

const HELD_TO: Readonly<Record<Erratum['holds'], string>> = {
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

/** The errata of each operation, those that it shares with others too. */
function contentsOf({ title, operations, errata }: Contract): string[] {
  const lines = operations.flatMap(({ id, section, link }) => {
    const about = errata.filter((erratum) => erratum.operations.includes(id))
    if (about.length === 0) return []
    return `- ${code(id)} ([${section}](${link})): ${about.map(linkTo).join(', ')}`
  })
  return [`**${title}** (${errata.length})`, lines.join('\n')]
}

function linkTo({ id }: Erratum): string {
  return `[${id.slice(id.indexOf(':') + 1)}](#${anchor(id)})`
}

function sectionOf({ title, file, operations, errata }: Contract): string[] {
  const intro = `Written in [${code(file)}](../specs/${file}).`
  return [`## ${title}`, intro, ...errata.map((erratum) => entryOf(erratum, operations))]
}

function permitted({ statuses, upTo }: Permission): string {
  const where = upTo === undefined ? '' : `, where the newest microversion is ${upTo} or older`
  return `an answer ${statuses.join(' or ')}${where}`
}

function entryOf(erratum: Erratum, all: readonly { readonly id: OperationId }[]): string {
  const { id, operations, document, upstream, releases, holds, evidence } = erratum
  const { explains, permits } = erratum
  const about =
    operations.length === all.length ? 'all of the document' : operations.map(code).join(', ')
  const rows = [
    ['Operations', about],
    ['The document says', plain(document)],
    ['Upstream answers', plain(upstream)],
    ['In releases', plain(releases)],
    ['Held to', HELD_TO[holds]],
    ...(permits ? [['Conforms, too', permitted(permits)]] : []),
    ...(evidence.length > 0 ? [['Evidence', evidence.map(plain).join('; ')]] : []),
    ...(explains ? [['Seen as', `${code(explains.code)} in an answer ${explains.status}`]] : []),
  ]
  const list = rows.map(([name, text]) => `- **${name}:** ${text}`).join('\n')
  return `### ${code(id)}\n\n${list}`
}
