import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findCommit } from './find-commit.ts'

// A repository as OpenStack keeps them, and a clone of it, of which only the remote has the branches.

const folder = mkdtempSync(join(tmpdir(), 'attest-commits-'))
const [upstream, clone] = [join(folder, 'upstream'), join(folder, 'clone')]
const git = (...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim()
const ids = new Map<string, string>()

beforeAll(() => {
  git('init', '--quiet', '--initial-branch=master', upstream)
  for (const name of [
    'stable/2026.1',
    'unmaintained/zed',
    'tag yoga-eom',
    'tag 33.0.2',
    'master',
  ]) {
    git('-C', upstream, 'commit', '--quiet', '--allow-empty', '--message', name)
    const [kind, tag = ''] = name.split(' ')
    if (kind === 'tag') git('-C', upstream, 'tag', '--annotate', '--message', tag, tag)
    else if (name !== 'master') git('-C', upstream, 'branch', name)
    ids.set(kind === 'tag' ? tag : name, git('-C', upstream, 'rev-parse', 'HEAD'))
  }
  git('clone', '--quiet', upstream, clone)
})
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['33.0.2', '33.0.2', '33.0.2'],
  ['master', 'master', 'master'],
  ['2026.1', 'stable/2026.1', 'stable/2026.1'],
  ['zed', 'unmaintained/zed', 'unmaintained/zed'],
  ['stable/zed', 'unmaintained/zed', 'unmaintained/zed'],
  ['yoga', 'yoga-eom', 'yoga-eom'],
  ['stable/yoga', 'yoga-eom', 'yoga-eom'],
])('finds %s as %s', (ref, name, commit) => {
  expect(findCommit(upstream, ref)).toEqual({ id: ids.get(commit), name })
})

it.each([
  ['2026.1', 'origin/stable/2026.1', 'stable/2026.1'],
  ['stable/2026.1', 'origin/stable/2026.1', 'stable/2026.1'],
  ['zed', 'origin/unmaintained/zed', 'unmaintained/zed'],
  ['yoga', 'yoga-eom', 'yoga-eom'],
])('finds %s in a clone as %s', (ref, name, commit) => {
  expect(findCommit(clone, ref)).toEqual({ id: ids.get(commit), name })
})

it.each(['2025.9', 'stable', 'unmaintained', '202*', '--all', ''])('does not find %j', (ref) => {
  expect(() => findCommit(upstream, ref)).toThrow('is no tag, branch or commit there')
})
