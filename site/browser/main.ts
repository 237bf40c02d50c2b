import { promiseTable } from './promise-table.ts'
import { markExpired } from './mark-expired.ts'

const table = document.getElementById('table')
if (table !== null) promiseTable(table)
markExpired(document, new Date())
