import { markExpired } from './mark-expired.ts'
import { promiseTable } from './promise-table.ts'

const table = document.getElementById('table')
if (table !== null) promiseTable(table)
markExpired(document, new Date())
