import { expect, it } from 'vitest'
import { rstBlocks } from './rst-blocks.ts'

it('reads headings, with a line above or only below, paragraphs, and directives with their bodies', () => {
  const source = `
=====
Doors
=====

A door
has a handle.

.. rest_method::  GET /doors/{door_id}

.. note:: From v2.7 on
          it may be locked.

   A second paragraph.
Open
~~~~
`
  expect(rstBlocks(source)).toEqual([
    { kind: 'heading', line: 3, title: 'Doors' },
    {
      kind: 'text',
      line: 6,
      lines: [
        { number: 6, text: 'A door' },
        { number: 7, text: 'has a handle.' },
      ],
    },
    {
      kind: 'directive',
      line: 9,
      name: 'rest_method',
      argument: 'GET /doors/{door_id}',
      body: [{ number: 10, text: '' }],
    },
    {
      kind: 'directive',
      line: 11,
      name: 'note',
      argument: 'From v2.7 on',
      body: [
        { number: 12, text: '          it may be locked.' },
        { number: 13, text: '' },
        { number: 14, text: '   A second paragraph.' },
      ],
    },
    { kind: 'heading', line: 15, title: 'Open' },
  ])
})

it('takes no underline for a heading that is shorter than its text, and no table for one', () => {
  const blocks = rstBlocks('A long title\n===\n\n+----+\n| a  |\n+----+\n')
  expect(blocks.map(({ kind }) => kind)).toEqual(['text', 'text'])
})
