import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import type { Sources } from '../facts/sources.ts'
import { filesOf } from '../testing/files-of.ts'
import { evaluateSchemas } from './evaluate-schemas.ts'

const SOURCES: Sources = {
  service: 'door',
  history: [],
  repository: 'example/doors',
  modules: ['doors/schemas.py', 'doors/types.py'],
  controllers: ['doors/api.py'],
  'same-patterns': [],
  documents: {
    doors: {
      reference: ['doors.inc'],
      operations: { open: { method: 'Doors.open', undeclared: [] } },
    },
  },
}
const FILES = {
  'doors/types.py': 'from lib import thing\nname = {"type": "string", "maxLength": 4 * 5}\n',
  'doors/schemas.py': `import copy
from doors import types
from elsewhere.far import base
body = {"type": "object", "properties": {"name": types.name}}
body_v25 = copy.deepcopy(body)
body_v25["required"] = ["name"]
lost = {"type": "object"}
`,
  'doors/api.py': `from http import HTTPStatus
from doors import schemas, validation, wsgi
FIRST = "2.5"
class Doors(wsgi.Controller):
    @wsgi.response(HTTPStatus.ACCEPTED)
    @wsgi.expected_errors((404, 400))
    @validation.schema(schemas.body, "2.1", "2.4")
    @validation.schema(schemas.body_v25, FIRST)
    def open(self, req):
        raise RuntimeError("controllers are not executed")
`,
}
const python = process.env.ATTEST_PYTHON ?? 'python3'
const present = spawnSync(python, ['--version']).status === 0

describe.skipIf(!present)('with Python', () => {
  it('evaluates schemas with stubs for what they import, and reads what the controller declares', () => {
    const { methods, unused } = evaluateSchemas(filesOf(FILES), SOURCES, python) ?? {}
    const name = { type: 'string', maxLength: 20 }
    const file = 'doors/schemas.py'
    expect(methods?.get('Doors.open')).toEqual({
      file: 'doors/api.py',
      line: 9,
      errors: [400, 404],
      success: 202,
      schemas: [
        {
          kind: 'request',
          file,
          line: 4,
          name: 'body',
          min: '2.1',
          max: '2.4',
          schema: { type: 'object', properties: { name } },
        },
        {
          kind: 'request',
          file,
          line: 5,
          name: 'body_v25',
          min: '2.5',
          schema: { type: 'object', properties: { name }, required: ['name'] },
        },
      ],
    })
    expect(unused).toEqual([{ file, line: 7, name: 'lost' }])
  })

  it.each([
    ['import os\nos.system("true")', 'PermissionError: a module of the service tried os.system'],
    ['open("/tmp/attest-never", "w")', 'PermissionError: a module of the service tried open'],
    ['import subprocess\nsubprocess.run(["true"])', 'PermissionError'],
    ['import socket\nsocket.socket()', 'PermissionError'],
    ['import far\nbody = body_v25 = far.away', 'TypeError: far.away is no value of JSON'],
  ])('refuses a module that says %j', (source, message) => {
    const files = filesOf({ ...FILES, 'doors/schemas.py': source })
    expect(() => evaluateSchemas(files, SOURCES, python)).toThrow(
      `example/doors: its schemas cannot be evaluated: ${message}`,
    )
  })
})

it('has nothing where there is no Python', () => {
  expect(evaluateSchemas(filesOf(FILES), SOURCES, 'no-such-python')).toBeUndefined()
})
