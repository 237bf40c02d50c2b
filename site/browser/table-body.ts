import { grouped } from '../../reports/results/grouped.ts'
import { WORST_FIRST } from '../../reports/results/requirement-verdict.ts'
import { VERDICT_SIGNS, VERDICT_WORDS } from '../../reports/text/verdict-signs.ts'
import type { CaseVerdict } from '../../src/judge/verdict.ts'
import { groupPage, promisePage, targetPage } from '../pages/places.ts'
import type { Answer } from '../query/ask.ts'
import { LETTERS, type QueryTable, type TableTarget } from '../query/table.ts'
import { element, link } from './element.ts'

const BY_LETTER = new Map(WORST_FIRST.map((verdict) => [LETTERS[verdict], verdict]))

/** The table of an answer: groups, and the promises of those that are open. */
export function tableBody(
  table: QueryTable,
  { promises, targets }: Answer,
  isOpen: (group: string) => boolean,
): HTMLTableElement {
  const made = element('table', 'grid', head(targets))
  const operations = grouped(promises, (place) => table.promises[place]?.operation ?? '')
  for (const [operation, own] of operations) {
    const title = element('th', '', element('code', '', operation))
    title.colSpan = targets.length + 1
    title.scope = 'rowgroup'
    const body = element('tbody', '', element('tr', 'operation', title))
    const groups = grouped(own, (place) => `${operation}:${table.promises[place]?.status}`)
    for (const [group, places] of groups) {
      body.append(groupRow(group, places, targets, isOpen(group)))
      if (isOpen(group))
        body.append(...places.flatMap((place) => promiseRow(table, place, targets)))
    }
    made.append(body)
  }
  return made
}

function head(targets: readonly TableTarget[]): HTMLElement {
  const names = targets.map(({ id, title }) => element('th', 'turned', link(targetPage(id), title)))
  const row = element('tr', '', element('th', '', 'Operation, status'), ...names)
  for (const cell of row.cells) cell.scope = 'col'
  return element('thead', '', row)
}

function groupRow(
  group: string,
  places: readonly number[],
  targets: readonly TableTarget[],
  isOpen: boolean,
): HTMLElement {
  const status = group.slice(group.indexOf(':') + 1)
  const title = element(
    'th',
    '',
    link(groupPage(group), status),
    ' ',
    element('small', '', String(places.length)),
  )
  title.scope = 'row'
  title.tabIndex = -1
  title.setAttribute('aria-expanded', String(isOpen))
  const cells = targets.map(({ verdicts }) => {
    const own = places.flatMap((place) => BY_LETTER.get(verdicts.charAt(place)) ?? [])
    const worst = WORST_FIRST.find((verdict) => own.includes(verdict))
    if (worst === undefined) return element('td', '')
    const count = own.filter((verdict) => verdict === worst).length
    return element('td', worst, ...signOf(worst), element('small', '', String(count)))
  })
  const row = element('tr', isOpen ? 'group open' : 'group', title, ...cells)
  row.dataset.group = group
  return row
}

function promiseRow(
  table: QueryTable,
  place: number,
  targets: readonly TableTarget[],
): readonly HTMLElement[] {
  const promise = table.promises[place]
  if (promise === undefined) return []
  const { id, when, level } = promise
  const page = promisePage(id)
  const slug = id.split(':').slice(2).join(':')
  const title = element('th', '', link(page, element('code', '', slug)))
  title.scope = 'row'
  title.title = `when ${when}`
  if (level === 'SHOULD') title.append(' ', element('span', 'level', level))
  const cells = targets.map(({ id: target, verdicts }) => {
    const verdict = BY_LETTER.get(verdicts.charAt(place))
    return verdict === undefined
      ? element('td', '')
      : element('td', verdict, link(`${page}#${target}`, ...signOf(verdict)))
  })
  return [element('tr', 'promise', title, ...cells)]
}

function signOf(verdict: CaseVerdict): readonly HTMLElement[] {
  const sign = element('span', '', VERDICT_SIGNS[verdict])
  sign.ariaHidden = 'true'
  return [sign, element('span', 'unseen', VERDICT_WORDS[verdict])]
}
