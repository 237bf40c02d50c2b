import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gitFiles } from './git-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-git-'))
const git = (...words: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words])

beforeAll(() => {
  git('init', '--quiet')
  writeFileSync(join(folder, 'a.txt'), 'first: ä\n')
  git('add', '.')
  git('commit', '--quiet', '--message', 'first')
  git('tag', 'one')
  writeFileSync(join(folder, 'a.txt'), 'second\n')
  git('commit', '--quiet', '--all', '--message', 'second')
})
afterAll(() => rmSync(folder, { recursive: true }))

it('reads files of any commit, whatever is checked out', () => {
  const files = gitFiles(folder, 'one')
  files.prepare(['none.txt', 'a.txt'])
  expect(files.read('a.txt')).toBe('first: ä\n')
  expect(files.read('none.txt')).toBeUndefined()
  expect(gitFiles(folder, 'HEAD').read('a.txt')).toBe('second\n')
})

it.each([
  ['nothing', '"nothing" is no tag, branch or commit there'],
  ['--help', '"--help" is no tag, branch or commit there'],
])('refuses %s', (ref, message) => {
  expect(() => gitFiles(folder, ref)).toThrow(message)
})

it('refuses a folder that is no repository, and one that is not there', () => {
  const expected = 'expected a checkout or a bare repository'
  expect(() => gitFiles(tmpdir(), 'HEAD')).toThrow(expected)
  expect(() => gitFiles(join(folder, 'none'), 'HEAD')).toThrow(expected)
})
