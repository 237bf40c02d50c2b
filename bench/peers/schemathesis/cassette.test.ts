import { expect, test } from 'vitest'
import { interactionsOf } from './cassette.ts'

const interaction = (status: string, check: string, code: string): string => `
- id: 'LUtgcJ'
  status: '${status}'
  checks:
    - name: 'positive_data_acceptance'
      status: '${check}'
      message: ~
  request:
    uri: 'http://c/v2.1/servers'
    method: 'GET'
    body:
      encoding: 'utf-8'
      string: "\\u0001"
  response:
    status:
      code: '${code}'
      message: "OK"
    headers:
      "x-compute-request-id":
      - "req-1"
`

test('A case counts when all of its checks passed', () => {
  const text = `http_interactions:${interaction('SUCCESS', 'SUCCESS', '200')}${interaction('FAILURE', 'FAILURE', '400')}`

  expect(interactionsOf(text)).toMatchObject([
    { status: 200, requestIds: ['req-1'], passed: true, failures: [] },
    { status: 400, passed: false, failures: ['positive_data_acceptance'] },
  ])
})

test('What a check asked without a token counts, and nothing else that was skipped', () => {
  const text = `http_interactions:${interaction('SKIP', 'SKIP', '401')}${interaction('SKIP', 'SKIP', '404')}`

  expect(interactionsOf(text).map(({ passed }) => passed)).toEqual([true, false])
})

test('A request that nobody answered is read as well', () => {
  const text = `http_interactions:
- status: 'ERROR'
  checks: []
  request: { uri: 'http://c', method: 'GET' }
  response: ~`

  expect(interactionsOf(text)).toMatchObject([{ status: undefined, passed: false }])
})
