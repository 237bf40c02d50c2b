import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { unpackedPage } from '../reports/allure/page/packed-page.ts'
import { packageRoot } from '../src/package-root.ts'
import { startProgram } from './robust/program.ts'

test('a cache in CI carries the history of a target from one run to the next, as documented', async () => {
  const page = readFileSync(join(packageRoot, 'docs', 'ci', 'github.md'), 'utf8')
  const [, cached = ''] = /path: (allure-history\S+)/.exec(page) ?? []
  const [, before = ''] = /run: (touch .*)/.exec(page) ?? []
  const folder = mkdtempSync(join(tmpdir(), 'attest-history-'))
  const histories: number[][] = []
  for (const job of ['first', 'second']) {
    const workspace = join(folder, job)
    mkdirSync(workspace)
    if (job === 'second') cpSync(join(folder, 'cache'), join(workspace, cached))
    spawnSync('bash', ['-c', before], { cwd: workspace })
    const scope = ['--requirement', 'compute.list:200:device', '--microversions', '2.1,2.104']
    await startProgram(['run', ...scope, '--out', 'attest-run'], workspace).ended
    cpSync(join(workspace, cached), join(folder, 'cache'))
    const report = readFileSync(
      join(workspace, 'attest-run', 'allure-report', 'index.html'),
      'utf8',
    )
    const results = [...unpackedPage(report)].filter(([name]) =>
      name.startsWith('data/test-results'),
    )
    histories.push(results.map(([, result]) => JSON.parse(result).history.length))
  }
  rmSync(folder, { recursive: true })

  expect(histories).toEqual([
    [0, 0],
    [1, 1],
  ])
})
