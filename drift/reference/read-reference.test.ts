import { expect, it } from 'vitest'
import { filesOf } from '../testing/files-of.ts'
import { readReference } from './read-reference.ts'

const FILES = {
  'ref/doors.inc': `Doors
=====

Open a door
===========

.. rest_method:: POST /doors/{door_id}/open

Since 2.5, and not 12.0.0 or 1.2.

Normal response codes: 200

Request
-------

.. rest_parameters:: parameters.yaml

  - door_id: door_id_path
  - speed: speed
  - lost: nowhere

**Example Open a door (v2.7): JSON
request**

.. literalinclude:: ../samples/v2.5/open.json
   :language: javascript

Response
--------

.. rest_parameters:: parameters.yaml

  - speed: speed

Close a door
============

.. rest_method:: POST /doors/{door_id}/close

Error response codes: 409
`,
  'ref/parameters.yaml': `door_id_path:
  in: path
  required: true
  type: string
speed:
  in: body
  required: false
  type: integer
  min_version: 2.5
`,
  'samples/v2.5/open.json': '{"speed": 3}',
}

it('reads the operations of a file, each with all that stands up to the next one', () => {
  const [open, close, ...more] = readReference(filesOf(FILES), 'ref/doors.inc', '2')
  expect(more).toEqual([])
  expect([open?.method, open?.path]).toEqual(['POST', '/doors/{door_id}/open'])
  expect(open?.section.statuses).toEqual([{ status: 200, line: 11 }])
  expect(
    open?.section.parameters.map(({ direction, name, in: place, type, min, entry }) =>
      [direction, name, place, type, min, entry?.line].join(' '),
    ),
  ).toEqual([
    'request door_id path string  1',
    'request speed body integer 2.5 5',
    'request lost unsaid unsaid  ',
    'response speed body integer 2.5 5',
  ])
  expect(open?.section.samples).toEqual([
    {
      direction: 'request',
      file: 'samples/v2.5/open.json',
      line: 25,
      at: '2.5',
      shape: { speed: 'number' },
    },
  ])
  expect(open?.section.versions).toEqual([{ version: '2.5', line: 9 }])
  expect(close?.section).toMatchObject({ line: 38, statuses: [{ status: 409, line: 40 }] })
})

it('has nothing of a file that is not there, and refuses one whose parameter file is not', () => {
  expect(readReference(filesOf({}), 'ref/doors.inc', '2')).toEqual([])
  const { 'ref/parameters.yaml': _removed, ...rest } = FILES
  expect(() => readReference(filesOf(rest), 'ref/doors.inc', '2')).toThrow(
    'ref/doors.inc:16: ref/parameters.yaml is not there',
  )
})
