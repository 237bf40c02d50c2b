import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Contract } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import { packageRoot } from '../src/package-root.ts'

const PROGRAM = join(packageRoot, 'dist', 'cli', 'main.js')
const known = [...packagedContracts().values()]

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-documents-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function attest(...args: readonly string[]) {
  const env = { PATH: process.env.PATH, HOME: folder }
  const ended = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
  })
  return { code: ended.status, out: ended.stdout, complaint: ended.stderr }
}

const operationsOf = ({ operations }: Contract) => operations.map(({ id }) => id)

describe.each(known.map((contract) => [contract.id, contract] as const))(
  'the document %s',
  (id, contract) => {
    it('is planned alone when it is chosen by an option or in attest.yaml', () => {
      const planned = attest('plan', '--document', id, '--json')
      expect(planned.complaint).toBe('')
      const plan: { documents: string[]; cases: { operation: string }[] } = JSON.parse(planned.out)
      expect(plan.documents).toEqual([id])
      expect(new Set(plan.cases.map(({ operation }) => operation))).toEqual(
        new Set(operationsOf(contract)),
      )
      writeFileSync(join(folder, 'alone.yaml'), `document: [${id}]\n`)
      const set = attest('plan', '--config', 'alone.yaml', '--json')
      expect(JSON.parse(set.out).cases).toEqual(plan.cases)
    })

    it('is tested, and is the only one in journal and reports', () => {
      const out = id.replaceAll('/', '-')
      const operation = operationsOf(contract)[0] ?? ''
      const scope = ['--operation', operation, '--microversions', 'edges', '--quick']
      const run = attest('run', '--document', id, ...scope, '--out', out)
      expect(run.complaint).not.toContain('attest: a defect')
      expect(run.code).toBe(0)
      const results = JSON.parse(readFileSync(join(folder, out, 'results.json'), 'utf8'))
      const { file, digest } = contract
      expect(results.suite.specs).toEqual([{ document: file, digest }])
      expect(attest('report', out, '--json').code).toBe(0)
    })

    it('is in the list of documents', () => {
      expect(attest('spec', 'list').out).toContain(`${id} `)
    })
  },
)

it.each([['run'], ['plan'], ['doctor'], ['explain', '*']])(
  'An unknown document is refused by %s in one line, with a suggestion',
  (...command) => {
    const [first] = known
    const { code, complaint } = attest(...command, '--document', `${first?.id}s`)
    expect(complaint).toMatch(/^attest: --document ".*" is no document: expected one of .*\n$/)
    expect(complaint).toContain(`did you mean ${first?.id}?`)
    expect(code).toBe(2)
  },
)
