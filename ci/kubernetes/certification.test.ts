import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Job } from 'kubernetes-models/batch/v1'
import { ConfigMap, PersistentVolumeClaim } from 'kubernetes-models/v1'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { settingsSchema } from '../../src/settings/settings-schema.ts'

const text = readFileSync(new URL('certification.yaml', import.meta.url), 'utf8')
const documents: unknown[] = parseAllDocuments(text).map((document) => document.toJS())

const kindOf = (document: unknown) => z.object({ kind: z.string() }).parse(document).kind
const KINDS = { ConfigMap, PersistentVolumeClaim, Job }

const configMap = z.object({ data: z.record(z.string(), z.string()) }).parse(documents[0])
const job = z
  .object({
    spec: z.object({
      completions: z.number(),
      parallelism: z.number(),
      template: z.object({
        spec: z.object({
          containers: z.array(
            z.object({
              env: z.array(z.object({ name: z.string(), value: z.string().optional() })),
            }),
          ),
        }),
      }),
    }),
  })
  .parse(documents[2])
const variables = job.spec.template.spec.containers[0]?.env ?? []
const variable = (name: string) => variables.find((one) => one.name === name)?.value ?? ''

/** The document behind a proxy that remembers which members somebody has read. */
function watched(value: unknown, path: string, read: Set<string>): unknown {
  if (typeof value !== 'object' || value === null) return value
  return new Proxy(value, {
    get(target, key, receiver) {
      const member: unknown = Reflect.get(target, key, receiver)
      if (typeof key === 'symbol' || typeof member === 'function') return member
      read.add(`${path}/${key}`)
      return watched(member, `${path}/${key}`, read)
    },
  })
}

function membersOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => [
    `${path}/${key}`,
    ...membersOf(member, `${path}/${key}`),
  ])
}

describe('the manifest', () => {
  it.each(Object.entries(KINDS))(
    'has a valid %s, and nothing in it that Kubernetes does not know',
    (kind, model) => {
      const document = documents.find((one) => kindOf(one) === kind)
      const read = new Set<string>()
      // Throws for what is invalid; what it never looks at is unknown.
      Reflect.apply(model.prototype.validate, watched(document, '', read), [])
      expect(membersOf(document).filter((member) => !read.has(member))).toEqual([])
    },
  )

  it('has an index for each part of each cloud, and one more for its merge', () => {
    const clouds = variable('CLOUDS').split(' ').length
    expect(job.spec.completions).toBe(clouds * (Number(variable('PARTS')) + 1))
    expect(job.spec.parallelism).toBe(job.spec.completions)
  })

  it('has settings for each cloud that Attest accepts', () => {
    for (const cloud of variable('CLOUDS').split(' ')) {
      expect(settingsSchema().parse(parse(configMap.data[`${cloud}.yaml`] ?? '')).cloud).toBe(cloud)
    }
  })
})

describe('the script of an index', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-part-'))
    mkdirSync(join(folder, 'bin'))
    writeFileSync(join(folder, 'part.sh'), configMap.data['part.sh'] ?? '')
    // Stands for attest: notes how it was called, makes the folder, and ends as it is told.
    writeFileSync(
      join(folder, 'bin', 'attest'),
      '#!/bin/sh\necho "$@" >> "$RUNS/calls"\ncase $1 in run) while [ "$1" != --out ]; do shift; done; mkdir -p "$2"; : > "$2/journal.ndjson" ;; esac\nexit $CODE\n',
      { mode: 0o755 },
    )
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function index(at: number, more: Readonly<Record<string, string>> = {}): Promise<number | null> {
    const env = {
      PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      CLOUDS: 'lab prod',
      PARTS: '2',
      SETTINGS: '/etc/attest',
      RUNS: folder,
      PAUSE: '0.05',
      CODE: '0',
      JOB_COMPLETION_INDEX: String(at),
      ...more,
    }
    const child = spawn('sh', [join(folder, 'part.sh')], { env, stdio: 'ignore' })
    return new Promise((resolve) => child.on('close', resolve))
  }
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n')

  it('runs the parts of every cloud, and merges each when its last part is done', async () => {
    const codes = await Promise.all([2, 5, 0, 1, 3, 4].map((at) => index(at)))
    expect(codes).toEqual([0, 0, 0, 0, 0, 0])
    const runs = (cloud: string, part: number) =>
      `run --config /etc/attest/${cloud}.yaml --shard ${part}/2 --out ${folder}/${cloud}/${part}`
    const merge = (cloud: string) =>
      `merge --config /etc/attest/${cloud}.yaml --out ${folder}/${cloud}/merged ${folder}/${cloud}/1 ${folder}/${cloud}/2`
    expect(calls().sort()).toEqual(
      ['lab', 'prod'].flatMap((cloud) => [runs(cloud, 1), runs(cloud, 2), merge(cloud)]).sort(),
    )
    expect(calls().indexOf(merge('lab'))).toBeGreaterThan(calls().indexOf(runs('lab', 2)))
  })

  it('ends well with a verdict of a part, for the merge has the last word', async () => {
    expect(await index(0, { CODE: '1' })).toBe(0)
    expect(await index(1, { CODE: '3' })).toBe(0)
    expect(await index(2, { CODE: '1' })).toBe(1)
  })

  it('fails when a part could not run', async () => {
    expect(await index(0, { CODE: '2' })).toBe(2)
    expect(existsSync(join(folder, 'lab', '1.done'))).toBe(false)
  })

  it('cleans up after a pod that was killed before it runs again, and does nothing twice', async () => {
    await index(0, { CODE: '130' })
    await index(0)
    await index(0)
    expect(calls().map((call) => call.split(' ')[0])).toEqual(['run', 'cleanup', 'run'])
  })
})
