import { expect, it } from 'vitest'
import { readHistory } from './version-history.ts'

it('reads the entries by their headings, oldest first, with what else these say left out', () => {
  const source = `History
=======

2.10 (Maximum in Spring)
------------------------

Doors may be
locked.

2.2
---
.. note:: Windows.
`
  expect(readHistory(source)).toEqual([
    { version: '2.2', line: 10, text: expect.any(String) },
    { version: '2.10', line: 4, text: ' Doors may be locked.' },
  ])
})
