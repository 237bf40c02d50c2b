import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'

// The commands on a small repository: a reference of image tags in words of our own.

const PROGRAM = join(packageRoot, 'dist', 'cli', 'main.js')

const section = (title: string, method: string, errors: string) => `
${title}
~~~~~~~~~~~~~~~~

.. rest_method::  ${method} /v2/images/{image_id}/tags/{tag}

Normal response codes: 204

Error response codes: ${errors}

Request
-------

.. rest_parameters:: images-parameters.yaml

   - image_id: image
   - tag: tag
`
const reference = (errors: string) =>
  `Tags\n****\n${section('Put a tag', 'PUT', errors)}${section('Take a tag', 'DELETE', '400, 401, 403, 404')}`
const PARAMETERS = `image:
  in: path
  required: true
  type: string
tag:
  in: path
  required: true
  type: string
`

let folder = ''
const at = { agreeing: '', other: '' }

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-spec-'))
  const git = (...words: string[]) =>
    execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
      encoding: 'utf8',
    }).trim()
  const source = join(folder, 'api-ref', 'source', 'v2')
  git('init', '--quiet')
  mkdirSync(source, { recursive: true })
  writeFileSync(join(source, 'images-parameters.yaml'), PARAMETERS)
  for (const [name, errors] of [
    ['agreeing', '400, 401, 403, 404, 413'],
    ['other', '400, 401, 403, 404, 410'],
  ] as const) {
    writeFileSync(join(source, 'images-tags.inc'), reference(errors))
    git('add', '.')
    git('commit', '--quiet', '--message', name)
    at[name] = git('rev-parse', 'HEAD')
    if (name === 'agreeing') git('branch', 'stable/2026.1')
  }
})
afterAll(() => rmSync(folder, { recursive: true }))

function attest(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, 'spec', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder },
    encoding: 'utf8',
  })
  return { code: status, out: stdout, complaint: stderr }
}

const repository = (ref: string) => ['--service', 'image', '--git', folder, '--ref', ref]

describe('attest spec check', () => {
  it('explains everything in every release that is kept', () => {
    const { code, out } = attest('check', '--all')
    expect(out.match(/ 0 not explained, 0 of errata seen no more$/gm)).toHaveLength(4)
    expect(code).toBe(0)
  })

  it('ends well where the repository says the same', () => {
    const { code, out, complaint } = attest('check', ...repository(at.agreeing))
    expect([code, complaint]).toEqual([0, ''])
    expect(out).toContain('0 not explained')
  })

  it('takes the branch of a release for its name, says so, and holds it to that release', () => {
    const words = ['check', '--service', 'image', '--git', folder, '--ref', '2026.1']
    const { code, out, complaint } = attest(...words)
    const id = at.agreeing.slice(0, 12)
    const said = `--ref 2026.1: nothing is called so; read stable/2026.1 (${id})\n`
    expect([code, complaint]).toEqual([0, said])
    expect(out).toContain('image/image-tags with 2026.1: ')
    const [{ releases }] = JSON.parse(attest(...words, '--json').out)
    expect(releases).toMatchObject([{ release: '2026.1', ref: 'stable/2026.1' }])
  })

  it('is red where it does not, and names both places', () => {
    const { code, out } = attest('check', ...repository(at.other))
    expect(code).toBe(1)
    expect(out).toContain('not explained: image.add-tag, status.410 in the reference: presence')
    expect(out).toMatch(/contract: nothing {2}specs\/image\/image-tags\.yaml:\d+ \/paths\/~1v2/)
    expect(out).toContain('upstream: true  openstack/glance api-ref/source/v2/images-tags.inc:11')
    expect(out).toContain('not explained: image.add-tag, status.413 in the reference: presence')
  })

  it('prints texts for issues, and all of it as JSON', () => {
    const { code, out } = attest('check', ...repository(at.other), '--issue', 'upstream')
    expect(code).toBe(1)
    expect(out).toContain('# openstack/glance: image.add-tag: presence of status.410')
    expect(out).toContain(
      '| upstream | `true` | openstack/glance api-ref/source/v2/images-tags.inc:11 |',
    )
    const json = JSON.parse(attest('check', ...repository(at.other), '--json').out)
    expect(json).toMatchObject([{ document: 'image/image-tags', unexplained: [{}, {}], stale: [] }])
  })

  it.each([
    [['check'], 'name what to compare with: --service NAME --git DIR, or --all'],
    [['check', '--all', '--git', '.'], '--all reads the facts that are kept'],
    [['check', '--service', 'doors', '--git', '.'], '--service doors: expected one of compute'],
    [['check', '--service', 'image', '--git', 'none'], 'none: expected a checkout or a bare'],
    [['check', '--service', 'image', '--git', '.', '--ref', 'none'], '"none" is no tag, branch'],
    [['check', '--service', 'image', '--git', '.', '--ref', 'stable'], '"stable" is no tag'],
    [['check', '--service', 'image', '--git', '.', '--ref', '2025.1'], '"2025.1" is no tag'],
    [
      ['check', '--service', 'compute', '--git', '.'],
      'api-ref/source/os-volume-attachments.inc: is',
    ],
    [['facts', '--service', 'image', '--git', '.'], 'say what is read and what it is'],
    [
      ['facts', '--service', 'image', '--git', '.', '--ref', 'HEAD', '--release', '../x'],
      '--release ../x: expected a name such as 2026.2',
    ],
  ])('refuses %j in one line', (args, message) => {
    const { code, complaint } = attest(...args)
    expect(complaint).toContain(message)
    expect(complaint.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
  })
})

describe('attest spec facts', () => {
  it('has names, numbers and digests, and no text of the reference', () => {
    const { code, out } = attest(
      'facts',
      ...repository(at.agreeing),
      '--release',
      'master',
      '--json',
    )
    expect(code).toBe(0)
    const { documents, digests } = JSON.parse(out)
    const [put] = documents['image-tags'].operations['add-tag'].sections
    expect(put.statuses.map(({ status }: { status: number }) => status)).toContain(413)
    expect(Object.keys(digests)).toContain('api-ref/source/v2/images-tags.inc')
    expect(out).not.toContain('Put a tag')
  })
})
