import { expect, it } from 'vitest'
import { statusesOfDirective, statusesOfText } from './response-codes.ts'
import { rstBlocks } from './rst-blocks.ts'

function listed(text: string) {
  const [block] = rstBlocks(text)
  return block && statusesOfText(block, 'doors.inc')
}

it.each([
  ['Normal response codes: 200', [{ status: 200, line: 1 }]],
  ['Normal response code: 204', [{ status: 204, line: 1 }]],
  [
    'Error response codes: badRequest(400), notFound(404),\nconflict(409).',
    [400, 404, 409].map((status) => ({ status, line: 1 })),
  ],
  [
    'Normal response codes: 200 (microversions 2.0 - 2.100), 202 (microversion 2.101 - )',
    [
      { status: 200, min: '2.0', max: '2.100', line: 1 },
      { status: 202, min: '2.101', line: 1 },
    ],
  ],
  [
    'Normal response codes: 200 (microversion 2.7)',
    [{ status: 200, min: '2.7', max: '2.7', line: 1 }],
  ],
  [
    'Normal response codes: 200\nError response codes: badRequest(400), notFound(404)',
    [200, 400, 404].map((status) => ({ status, line: 1 })),
  ],
  ['A door that was 404 feet high.', undefined],
])('reads %j', (text, expected) => {
  expect(listed(text)).toEqual(expected)
})

it.each([
  ['Error response codes: teapot', 'doors.inc:1: "teapot" is no response code'],
  ['Normal response codes: 200 (on Sundays)', 'doors.inc:1: "on Sundays" are no microversions'],
])('refuses %j with its place', (text, message) => {
  expect(() => listed(text)).toThrow(message)
})

it('reads a directive, without the reasons', () => {
  const [block] = rstBlocks(
    '.. rest_status_code:: error ../status.yaml\n\n   - 400\n   - 413: quota\n',
  )
  expect(block?.kind === 'directive' && statusesOfDirective(block.body)).toEqual([
    { status: 400, line: 3 },
    { status: 413, line: 4 },
  ])
})
