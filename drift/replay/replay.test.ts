import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { loadSources, pathsOf } from '../facts/sources.ts'
import { Replay } from './replay.ts'
import { touchingCommits } from './touching-commits.ts'

// A short history of a reference of image tags, in words of our own.

const folder = mkdtempSync(join(tmpdir(), 'attest-replay-'))
const git = (...words: string[]) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words])

const REFERENCE = `Tags
****

Put a tag
~~~~~~~~~

.. rest_method:: PUT /v2/images/{image_id}/tags/{tag}

Adds a tag to an image
that has few of them.

Normal response codes: 204
Error response codes: 400, 401, 403, 404

Take a tag
~~~~~~~~~~

.. rest_method:: DELETE /v2/images/{image_id}/tags/{tag}

Normal response codes: 204
`

const CHANGES: readonly (readonly [code: string, from: string, to: string])[] = [
  ['same', 'image\nthat has few of them.', 'image that\nhas few of them.'],
  ['words', 'has few', 'has less than a hundred'],
  ['words', 'Tags\n****\n', 'Tags\n****\n\nA tag is a word.\n'],
  ['reported', '403, 404', '403, 404, 413'],
  ['same', '401, 403,', '401,\n403,'],
]

beforeAll(() => {
  const file = join(folder, 'api-ref', 'source', 'v2', 'images-tags.inc')
  git('init', '--quiet')
  writeFileSync(join(folder, 'other.txt'), 'no reference yet\n')
  git('add', '.')
  git('commit', '--quiet', '--message', 'before')
  mkdirSync(join(file, '..'), { recursive: true })
  let text = REFERENCE
  for (const [code, from, to] of [['unreadable', '', ''] as const, ...CHANGES]) {
    expect(text).toContain(from)
    text = text.replace(from, to)
    writeFileSync(file, text)
    git('add', '.')
    git('commit', '--quiet', '--message', code)
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

it('reports the commits that change the contract, tells changed words, and no other line breaks', () => {
  const sources = loadSources('image')
  const contracts = [...loadContracts().values()].filter(({ service }) => service === 'image')
  const paths = pathsOf(sources)
  const commits = touchingCommits(folder, 'HEAD', paths)
  const replay = new Replay(folder, sources, contracts, 'python3', paths, commits)
  const replayed = commits.map((commit) => replay.of(commit))
  expect(replayed.map(({ code }) => code)).toEqual(commits.map(({ title }) => title))
  expect(replayed.find(({ code }) => code === 'reported')).toMatchObject({
    came: [],
    went: ['image.add-tag reference status.413 presence null'],
  })
  expect(replayed.filter(({ code }) => code === 'words')).toMatchObject([
    { operations: ['image.add-tag'] },
    { operations: ['the front of api-ref/source/v2/images-tags.inc'] },
  ])
})
