const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Arrows move from cell to cell, Enter opens a row or follows a link, and `/` leads to the query. */
export function moveWithArrows(
  region: HTMLElement,
  query: HTMLInputElement,
  toggle: (group: string) => void,
): void {
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || isWriting(event.target)) return
    event.preventDefault()
    query.focus()
  })
  region.addEventListener('keydown', (event) => {
    const step = STEPS[event.key]
    const focused = document.activeElement
    if (step !== undefined) {
      const cell = neighbour(region, focused, step)
      if (cell === undefined) return
      event.preventDefault()
      focusCell(cell)
    } else if (event.key === 'Enter' && !(focused instanceof HTMLAnchorElement)) {
      const group = focused?.closest<HTMLElement>('[data-group]')?.dataset.group
      if (group !== undefined) toggle(group)
    }
  })
}

/** A link in a cell takes the focus, so that Enter follows it; a row that opens takes it itself. */
function focusCell(cell: HTMLTableCellElement): void {
  const isRow = cell.tagName === 'TH' && cell.closest('[data-group]') !== null
  const link = isRow ? null : cell.querySelector('a')
  if (link === null) cell.tabIndex = -1
  const focused = link ?? cell
  focused.focus()
}

function neighbour(
  region: HTMLElement,
  focused: Element | null,
  [rows, columns]: readonly [number, number],
): HTMLTableCellElement | undefined {
  const all = [...region.querySelectorAll<HTMLTableRowElement>('tr.group, tr.promise')]
  const cell = focused?.closest<HTMLTableCellElement>('td, th')
  const row = cell?.closest('tr')
  if (cell == null || row == null) return all[0]?.cells[0]
  const column = Math.max(0, cell.cellIndex + columns)
  return all[all.indexOf(row) + rows]?.cells[column] ?? undefined
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== 'checkbox'
}
