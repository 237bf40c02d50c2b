import type { PlannedCase } from '../../src/plan/case.ts'
import type { Explanation } from './explanation.ts'
import type { Message } from './messages.ts'

const EDITIONS = {
  seed: 'the edition that the project was given',
  current: 'the newest edition',
  both: 'both editions',
} as const

const HOLDS = {
  document: 'compared with the document',
  upstream: 'compared with upstream',
  either: 'either passes',
} as const

const WIDTH = 15

/** The explanation for the terminal, with the cases of a target if there is one. */
export function explanationText(
  explanation: Explanation,
  target?: { readonly name: string; readonly cases: readonly PlannedCase[] },
): string[] {
  const { id, level, status, when, operation, source, microversions, persona, needs } = explanation
  const { scenario, sent, passes, errata, covers } = explanation
  const note = source.note === undefined ? '' : `, note: ${source.note}`
  return [
    `${id} (${level})`,
    row('Promise', `${operation.id} answers ${status} when ${when}`),
    row('Operation', operation.summary),
    row('Source', `“${source.section}” in ${EDITIONS[source.edition]}${note}`),
    row('', source.link),
    row('Microversions', microversions.range),
    ...(microversions.changes.length > 0
      ? [row('', `at changes: ${microversions.changes.join(' ')}`)]
      : []),
    row('Persona', `${persona.name}: ${persona.is}`),
    ...(needs.length > 0 ? [row('Needs', needs.join(', '))] : []),
    ...(scenario === undefined
      ? [row('Scenario', 'none yet')]
      : [
          row('Scenario', scenario.title),
          ...scenario.asksFor.map(({ fixture, is }, index) =>
            row(index === 0 ? 'Asks for' : '', `${fixture}: ${is}`),
          ),
        ]),
    row('Sends', message(sent)),
    row('Expected', message(passes)),
    ...(covers.length > 0 ? [row('Covers', covers.join(', '))] : []),
    ...errata.flatMap((erratum, index) => [
      row(index === 0 ? 'Errata' : '', `${erratum.id} (${HOLDS[erratum.holds]})`),
      row('', `  document: ${erratum.document}`),
      row('', `  upstream: ${erratum.upstream}`),
    ]),
    ...(target === undefined ? [] : onTarget(target)),
  ]
}

function message({ line, mediaType, schema }: Message): string {
  if (mediaType === undefined) return `${line} (no body)`
  return `${line} (${schema === undefined ? mediaType : `${schema} as ${mediaType}`})`
}

function onTarget({
  name,
  cases,
}: {
  readonly name: string
  readonly cases: readonly PlannedCase[]
}): string[] {
  const [settled] = cases.flatMap((planned) => planned.settled ?? [])
  const outcome =
    settled === undefined
      ? 'can be tested'
      : `${settled.verdict}: ${settled.reason.code}: ${settled.reason.message}`
  const versions = cases.flatMap(({ microversion }) => microversion ?? [])
  return [
    row(`On ${name}`, outcome),
    ...(versions.length > 0 ? [row('Cases at', versions.join(' '))] : []),
  ]
}

function row(label: string, text: string): string {
  const padded = label.padEnd(WIDTH)
  return `  ${padded}${padded.endsWith(' ') ? '' : ' '}${text}`
}
