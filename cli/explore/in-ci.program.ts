import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { withCloudBehindProxy } from '../robust/cloud-behind-proxy.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-in-ci-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The commands of the jobs in docs/explore.md, in their order. */
function commandsOfJobs(): readonly string[][] {
  const page = readFileSync(join(packageRoot, 'docs', 'explore.md'), 'utf8')
  const [, section = ''] = page.split('## In continuous integration')
  return [...section.matchAll(/^ *- (?:run: )?attest (.+)$/gm)].map(([, args = '']) =>
    args.split(' '),
  )
}

/** A clouds file in which the only cloud is called lab, as on that page. */
function cloudsWithLab(): string {
  const [name = ''] = readdirSync(folder).filter((each) => /^clouds-\d+\.yaml$/.test(each))
  const text = readFileSync(join(folder, name), 'utf8').replace('"reference":', '"lab":')
  const file = join(folder, 'clouds-lab.yaml')
  writeFileSync(file, text)
  return file
}

test('the jobs for continuous integration do what their page says', async () => {
  const commands = commandsOfJobs()
  expect(commands.map(([command]) => command)).toEqual(['explore', 'verify', 'explore'])

  await withCloudBehindProxy(folder, {}, async (attest) => {
    const env = { OS_CLIENT_CONFIG_FILE: cloudsWithLab() }
    for (const args of commands) {
      const { code, stderr } = await attest(args, env).ended
      expect(code, stderr).toBe(0)
    }
  })
  for (const name of ['attest-exploration', 'attest-lanes']) {
    expect(existsSync(join(folder, name, 'results.json'))).toBe(true)
  }

  const nowhere = await withCloudBehindProxy(folder, {}, (attest) =>
    attest(commands[0] ?? []).ended.then((ended) => ended),
  )
  expect(nowhere.code).toBe(2)
})
