import type { CaseRecord, RunRecord } from '../../src/journal/record/run-record.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { waiverScope } from '../../src/waivers/waiver.ts'
import { attemptLine, attemptsOf, UNFINISHED_TITLE } from '../beside-the-cases.ts'
import { counted } from '../findings/finding-facts.ts'
import { escapeControls, shortened } from '../text/escape-controls.ts'
import { VERDICT_SIGNS } from '../text/verdict-signs.ts'
import { ADVICE } from './advice.ts'
import type { Section } from './one-screen.ts'
import type { Paint } from './paint.ts'

const MESSAGES_SHOWN = 3
const LISTED = 4

/**
 * The reasons of cases with a verdict: with examples and advice, with advice only, or in one line.
 */
export function reasonSection(
  title: string,
  cases: readonly CaseRecord[],
  verdict: CaseVerdict,
  accepted: readonly string[],
  paint: Paint,
): Section {
  const own = cases.filter((each) => each.verdict === verdict)
  const codes = [...new Set(own.flatMap(({ reason }) => reason?.code ?? []))]
  if (codes.length === 0) return { lengths: [] }
  const lines = (messages: number) => [
    paint('bold', title),
    ...codes.flatMap((code) => {
      const alike = own.filter(({ reason }) => reason?.code === code)
      const known = accepted.includes(code)
      const advice = known ? undefined : ADVICE[code]
      const all = [...new Set(alike.flatMap(({ reason }) => reason?.message ?? []))]
      const more = all.length - messages
      return [
        `  ${VERDICT_SIGNS[verdict]} ${code}: ${counted(alike.length, 'case')}${known ? ', accepted' : ''}`,
        ...all.slice(0, messages).map((message) => `      ${shortened(message, 160)}`),
        ...(messages > 0 && more > 0 ? [`      and ${more} more`] : []),
        ...(advice === undefined ? [] : [`      → ${advice}`]),
      ]
    }),
  ]
  const counts = codes.map((code) => {
    const known = accepted.includes(code) ? ', accepted' : ''
    return `${own.filter(({ reason }) => reason?.code === code).length} ${code}${known}`
  })
  return {
    lengths: [lines(MESSAGES_SHOWN), lines(1), lines(0), [`${title}: ${counts.join(', ')}`]],
  }
}

/** Attempts that did not end: those that saw a violation, and how many the others were. */
export function attemptSection(cases: readonly CaseRecord[], paint: Paint): Section {
  const all = attemptsOf(cases)
  if (all.length === 0) return { lengths: [] }
  const telling = all.filter(({ attempt }) => attempt.broken !== undefined)
  const others = all.length - telling.length
  const more = telling.length - LISTED
  return {
    lengths: [
      [
        paint('bold', UNFINISHED_TITLE),
        ...telling
          .slice(0, LISTED)
          .map(({ of, attempt }) => `  ${of.planned.id}: ${shortened(attemptLine(attempt), 400)}`),
        ...(more > 0 ? [`  and ${more} more that saw a violation`] : []),
        ...(others > 0 ? [`  ${others} that saw no violation; results.json lists them`] : []),
      ],
      [`${UNFINISHED_TITLE}: ${all.length}, of which ${telling.length} saw a violation`],
    ],
  }
}

/** Waivers that excuse nothing. */
export function unusedWaiverSection({ waivers }: RunRecord, paint: Paint): Section {
  const unused = waivers.filter((use) => use.unused)
  if (unused.length === 0) return { lengths: [] }
  const more = unused.length - LISTED
  const advice = '→ delete them: the run cannot be conformant with a waiver that excuses nothing'
  return {
    lengths: [
      [
        paint('bold', 'Waivers that excuse no failure'),
        ...unused
          .slice(0, LISTED)
          .map(
            ({ waiver }) =>
              `  ${escapeControls(waiverScope(waiver))}, of ${escapeControls(waiver.owner)}, until ${waiver.expires}`,
          ),
        ...(more > 0 ? [`  and ${more} more`] : []),
        `  ${advice}`,
      ],
      [`Waivers that excuse no failure: ${unused.length} ${advice}`],
    ],
  }
}

/** What is left on the target, or a note that this is unknown. */
export function leakSection({ leaked, cleanUp, unseen }: RunRecord, paint: Paint): Section {
  if (leaked.length === 0 && cleanUp === 'clean') return { lengths: [] }
  const notKnown =
    unseen === undefined
      ? leaked.length === 0
        ? ['not known: the target was not checked afterwards']
        : []
      : [`not known whether more is left: ${shortened(unseen, 160)}`]
  const more = leaked.length - LISTED
  const advice =
    leaked.length > 0
      ? ['→ attest cleanup removes them; a run that leaves something is not conformant']
      : unseen === undefined
        ? []
        : ['→ attest cleanup checks again']
  const lines = [
    ...notKnown,
    ...leaked
      .slice(0, LISTED)
      .map(
        ({ kind, id, name }) =>
          `${kind} ${escapeControls(id ?? '(id unknown)')} ${escapeControls(name)}`,
      ),
    ...(more > 0 ? [`and ${more} more; results.json lists them`] : []),
    ...advice,
  ]
  const title = 'Left behind on the target'
  return {
    lengths: [
      [paint('bold', title), ...lines.map((line) => `  ${line}`)],
      [`${title}: ${leaked.length > 0 ? leaked.length : 'not known'} ${advice.join('')}`.trimEnd()],
    ],
  }
}
