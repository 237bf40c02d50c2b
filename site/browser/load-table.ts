import type { QueryTable } from '../query/table.ts'

declare global {
  var attestTable: QueryTable | undefined
}

let loading: Promise<QueryTable> | undefined

/** Loads the table, once: as a script, because pages of `file:` may fetch nothing. */
export function loadTable(address: string): Promise<QueryTable> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = address
    script.addEventListener('load', () => {
      if (globalThis.attestTable === undefined) reject(new Error(`${address} has no table`))
      else resolve(globalThis.attestTable)
    })
    script.addEventListener('error', () => reject(new Error(`${address} cannot be loaded`)))
    document.head.append(script)
  })
  return loading
}
