import { type Answer, ask } from '../query/ask.ts'
import { QueryError } from '../query/query-error.ts'
import type { QueryTable } from '../query/table.ts'
import { element } from './element.ts'
import { moveWithArrows } from './keyboard.ts'
import { loadTable } from './load-table.ts'
import { tableBody } from './table-body.ts'

/** Waits for the next key before a query is asked, in ms. */
const PAUSE_MS = 120

/** Makes the table of promises answer queries and open its rows. */
export function promiseTable(region: HTMLElement): void {
  const query = input('query')
  const differences = input('differences')
  const told = document.getElementById('told')
  const openAll = document.getElementById('open-all')
  if (query === null || differences === null || told === null || openAll === null) return
  const welcome = [...told.childNodes]
  const open = new Set<string>()
  let waiting = 0

  const show = async (): Promise<void> => {
    const table = await loadTable(region.dataset.table ?? '')
    const text = `${query.value} ${differences.checked ? 'differ:all' : ''}`.trim()
    const answer = answered(table, text, told, query)
    if (answer === undefined) return
    const isAsked = text !== ''
    if (isAsked) told.replaceChildren(counted(answer, table))
    else told.replaceChildren(...welcome)
    region.replaceChildren(tableBody(table, answer, (group) => isAsked || open.has(group)))
    history.replaceState(
      null,
      '',
      query.value === '' ? ' ' : `#q=${encodeURIComponent(query.value)}`,
    )
  }
  const soon = (): void => {
    clearTimeout(waiting)
    waiting = setTimeout(() => void show(), PAUSE_MS)
  }
  const toggle = (group: string): void => {
    if (!open.delete(group)) open.add(group)
    void show().then(() => region.querySelector<HTMLElement>(`[data-group="${group}"] th`)?.focus())
  }

  query.form?.addEventListener('submit', (event) => event.preventDefault())
  query.addEventListener('input', soon)
  differences.addEventListener('change', soon)
  openAll.addEventListener('click', () => {
    void loadTable(region.dataset.table ?? '').then(({ promises }) => {
      const groups = promises.map(({ operation, status }) => `${operation}:${status}`)
      const isOpen = groups.every((group) => open.has(group))
      open.clear()
      if (!isOpen) for (const group of groups) open.add(group)
      openAll.textContent = isOpen ? 'Open all' : 'Close all'
      return show()
    })
  })
  region.addEventListener('click', ({ target }) => {
    if (!(target instanceof Element) || target.closest('a') !== null) return
    const group = target.closest<HTMLElement>('[data-group]')?.dataset.group
    if (group !== undefined) toggle(group)
  })
  moveWithArrows(region, query, toggle)
  const asked = new URLSearchParams(location.hash.slice(1)).get('q')
  if (asked !== null) {
    query.value = asked
    void show()
  }
}

function answered(
  table: QueryTable,
  text: string,
  told: HTMLElement,
  query: HTMLInputElement,
): Answer | undefined {
  try {
    const answer = ask(table, text)
    query.removeAttribute('aria-invalid')
    return answer
  } catch (error) {
    if (!(error instanceof QueryError)) throw error
    query.setAttribute('aria-invalid', 'true')
    told.replaceChildren(element('span', 'wrong', error.message))
    return undefined
  }
}

function counted({ promises, targets }: Answer, table: QueryTable): string {
  const clouds = targets.length === 1 ? '1 cloud' : `${targets.length} clouds`
  return `${promises.length} of ${table.promises.length} promises, ${clouds}`
}

function input(id: string): HTMLInputElement | null {
  const found = document.getElementById(id)
  return found instanceof HTMLInputElement ? found : null
}
