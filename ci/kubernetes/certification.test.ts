import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Job } from 'kubernetes-models/batch/v1'
import { ConfigMap, PersistentVolumeClaim } from 'kubernetes-models/v1'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { settingsSchema } from '../../src/settings/settings-schema.ts'
import { configMapsIn, jobIn, kindOf, manifest } from './manifests.ts'

const parts = manifest('certification.yaml')
const merge = manifest('merge.yaml')
const MODELS = { ConfigMap, PersistentVolumeClaim, Job }
const modelOf = new Map<string, (typeof MODELS)[keyof typeof MODELS]>(Object.entries(MODELS))
const { attest: files = {}, 'attest-scope': scope = {} } = configMapsIn(parts)
const clouds = (scope.CLOUDS ?? '').split(' ')

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

describe('the manifests', () => {
  it.each([...parts, ...merge].map((document) => [kindOf(document), document]))(
    'have a valid %s, and nothing in it that Kubernetes does not know',
    (kind, document) => {
      const read = new Set<string>()
      // Throws for what is invalid; what it never looks at is unknown.
      const validate = modelOf.get(String(kind))?.prototype.validate
      if (validate === undefined) throw new TypeError(`no model of ${kind}`)
      Reflect.apply(validate, watched(document, '', read), [])
      expect(membersOf(document).filter((member) => !read.has(member))).toEqual([])
    },
  )

  it('have an index for each part of each cloud, and one for each merge', () => {
    expect(jobIn(parts).spec.completions).toBe(clouds.length * Number(scope.PARTS))
    expect(jobIn(merge).spec.completions).toBe(clouds.length)
  })

  it('have settings for each cloud that Attest accepts', () => {
    for (const cloud of clouds) {
      expect(settingsSchema().parse(parse(files[`${cloud}.yaml`] ?? '')).cloud).toBe(cloud)
    }
  })

  it('differ in their script, and in what they mount of secrets, only', () => {
    const [part] = jobIn(parts).spec.template.spec.containers
    const [joins] = jobIn(merge).spec.template.spec.containers
    expect({ ...joins, command: [], volumeMounts: [], env: [] }).toEqual({
      ...{ ...part, command: [], volumeMounts: [], env: [] },
    })
    expect(joins.volumeMounts.map(({ mountPath }) => mountPath)).not.toContain('/etc/openstack')
  })
})

// indexed-job.robust.ts performs the Jobs; this looks at what the scripts do with each exit code.
describe('the script of an index', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attest-part-'))
    mkdirSync(join(folder, 'bin'))
    for (const name of ['part.sh', 'merge.sh']) writeFileSync(join(folder, name), files[name] ?? '')
    // Stands for attest: notes how it was called, makes the folder, and ends as it is told.
    writeFileSync(
      join(folder, 'bin', 'attest'),
      `#!/bin/sh
echo "$@" >> "$RUNS/calls"
eval "code=\\$CODE_$1"
if [ "$1" = run ]; then
  while [ "$1" != --out ]; do shift; done
  mkdir -p "$2" && : > "$2/journal.ndjson"
fi
[ -n "$code" ] || code=$CODE
exit "$code"
`,
      { mode: 0o755 },
    )
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function index(
    script: string,
    at: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<number | null> {
    const env = {
      ...{ PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`, ...scope },
      ...{ CLOUDS: 'lab prod', PARTS: '2', SETTINGS: '/etc/attest', RUNS: folder },
      ...{ PAUSES: '0.01 0.01', CODE: '0', JOB_COMPLETION_INDEX: String(at) },
      ...more,
    }
    const child = spawn('sh', [join(folder, script)], { env, stdio: 'ignore' })
    return new Promise((resolve) => child.on('close', resolve))
  }
  const calls = () => readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n')
  const commands = () => calls().map((call) => call.split(' ')[0])

  it('performs its part of its cloud, and merges and certifies what all parts left', async () => {
    for (const at of [2, 0, 1, 3]) expect(await index('part.sh', at)).toBe(0)
    const signed = { KEY: '/etc/signing/key.pem', PROFILE: 'zed' }
    expect(await index('merge.sh', 1, signed)).toBe(0)
    const run = `${folder}/first`
    const part = (cloud: string, number: number) =>
      `run --config /etc/attest/${cloud}.yaml --shard ${number}/2 --out ${run}/${cloud}/${number}`
    expect(calls()).toEqual([
      ...[part('prod', 1), part('lab', 1), part('lab', 2), part('prod', 2)],
      `merge --config /etc/attest/prod.yaml --out ${run}/prod/merged ${run}/prod/1 ${run}/prod/2`,
      `certify --config /etc/attest/prod.yaml --run ${run}/prod/merged --profile zed --key /etc/signing/key.pem`,
    ])
  })

  it('ends well with a verdict of a part, for the merge has the last word', async () => {
    expect(await index('part.sh', 0, { CODE: '1' })).toBe(0)
    expect(await index('part.sh', 1, { CODE: '3' })).toBe(0)
    expect(await index('merge.sh', 0, { CODE: '1' })).toBe(1)
  })

  it('fails when a part could not run, and merges nothing then', async () => {
    expect(await index('part.sh', 0, { CODE: '2' })).toBe(2)
    expect(existsSync(join(folder, 'first/lab/1.done'))).toBe(false)
    expect(await index('merge.sh', 0)).toBe(2)
    expect(commands()).toEqual(['run'])
  })

  it('continues what a killed pod has begun, and does nothing twice', async () => {
    await index('part.sh', 0, { CODE: '130' })
    expect(await index('part.sh', 0)).toBe(0)
    expect(await index('part.sh', 0)).toBe(0)
    expect(commands()).toEqual(['run', 'resume'])
  })

  it('waits for the lock of a killed pod, and reports what had only to be reported', async () => {
    await index('part.sh', 0, { CODE: '130' })
    expect(await index('part.sh', 0, { CODE_resume: '2' })).toBe(0)
    expect(commands()).toEqual(['run', 'resume', 'resume', 'report'])
  })
})
