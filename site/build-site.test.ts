import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { buildSite } from './build-site.ts'
import { withRun } from './data/add-run.ts'
import type { Evidence } from './data/evidence.ts'
import type { KeptRun } from './data/site-index.ts'
import { type Files, INDEX, SiteStore } from './data/store.ts'
import { writeSite } from './data/write-site.ts'
import { MANUAL, madeJudgement, madeRun, SUITE } from './testing/made-runs.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-site-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const AT = '2026-11-30T00:00:00.000Z'
/** Accepts each feed that is well formed: the schema of Atom is written in RELAX NG only. */
const ANY = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/2005/Atom"><xs:element name="feed"><xs:complexType><xs:sequence><xs:any maxOccurs="unbounded" processContents="skip"/></xs:sequence></xs:complexType></xs:element></xs:schema>`

const BROKEN = 'compute.attach:409:volume-in-use'

const EVIDENCE: Evidence = {
  ...{ run: 'two', target: 'lab', startedAt: AT, operation: 'compute.attach', status: 409 },
  shown: [
    {
      ...{ promise: BROKEN, verdict: 'failed', reason: 'wrong-status: <b>', case: `${BROKEN}@2.1` },
      ...{
        persona: 'member',
        exchange: 'x1',
        at: AT,
        durationMs: 3,
        method: 'POST',
        url: 'http://a/<x>',
      },
      request: { headers: {}, body: '{"a":"<script>"}', cut: 0 },
      ...{ status: 500, failure: null, violations: [], calls: ['act: POST /x'] },
      response: { headers: {}, body: '</pre><script>alert(1)</script>', cut: 3 },
    },
  ],
}

function runs(store: SiteStore): readonly KeptRun[] {
  const one = madeRun('one')
  const two = madeRun('two', {
    startedAt: '2026-11-02T10:00:00.000Z',
    verdicts: { [BROKEN]: 'failed' },
    certificate: { validUntil: '2027-11-02T10:00:00.000Z', signers: ['sha256:k'] },
    profile: 'zed',
  })
  const other = madeRun('three', { name: 'oth<er', release: '2026.1' })
  const added = [
    { run: one, judgement: madeJudgement(one), evidence: [] },
    { run: two, judgement: madeJudgement(two), evidence: [EVIDENCE], kept: Buffer.from('bundle') },
    { run: other, evidence: [] },
  ]
  return added.reduce<readonly KeptRun[]>((all, each) => withRun(store, all, each, AT), [])
}

async function build(store = new SiteStore(folder)): Promise<Files> {
  const content = { runs: runs(store), manual: MANUAL, suite: SUITE, builtAt: AT, errata: {} }
  const { files, kept } = await buildSite(store, content, () => false)
  await writeSite(folder, files, kept)
  return files
}

const pagesOf = (files: Files) =>
  [...files].flatMap(([name, text]) =>
    name.endsWith('.html') ? [[name, String(text)] as const] : [],
  )

describe('a site', () => {
  it('has links that lead somewhere, from each page', async () => {
    const files = await build()
    const lost = pagesOf(files).flatMap(([name, text]) =>
      [...text.matchAll(/(?:href|src)="([^"]+)"/g)].flatMap(([, link = '']) => {
        if (link.startsWith('https://docs.example')) return []
        const [path = '', anchor] = link.split('#')
        const place = path === '' ? name : posix.join(posix.dirname(name), path)
        const target = files.get(place)
        if (target === undefined) return [`${name}: ${link}`]
        const isPart = anchor === undefined || anchor.startsWith('q=')
        return isPart || String(target).includes(`id="${anchor}"`) ? [] : [`${name}: ${link}`]
      }),
    )
    expect(lost).toEqual([])
  })

  it('loads nothing from elsewhere, and escapes what comes from a cloud', async () => {
    for (const [, text] of pagesOf(await build())) {
      expect(text).not.toMatch(/<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?\/\//)
      expect(text).not.toContain('<script>alert')
      expect(text).not.toContain('oth<er')
    }
  })

  it('shows then and now, and the cause of a change', async () => {
    const files = await build()
    const page = String(files.get('targets/lab.html'))

    expect(page).toContain('the cloud changed')
    expect(page).toContain('2027-11-02')
    expect(String(files.get('promises/compute.attach/409/volume-in-use.html'))).toContain('failed')
  })

  it('has an index as its schema says, and feeds that programs can read', async () => {
    const files = await build()
    const ajv = new Ajv2020({ strict: false })
    addFormats.default(ajv)
    const validate = ajv.compile(JSON.parse(String(files.get('index.schema.json'))))

    expect(validate(JSON.parse(String(files.get(INDEX))))).toBe(true)
    const xml = String(files.get('feed.xml'))
    const { errors } = await validateXML({ xml, schema: ANY })
    expect(errors).toEqual([])
    expect([...xml.matchAll(/<updated>([^<]+)/g)].map(([, at]) => at).slice(1)).toEqual([
      ...['2026-11-02T10:00:00.000Z', '2026-11-02T10:00:00.000Z'],
      ...['2026-11-01T10:00:00.000Z', '2026-11-01T10:00:00.000Z'],
    ])
    const metrics = String(files.get('metrics.txt'))
    expect(metrics).toContain('attest_promises{target="lab",verdict="failed"} 1')
    expect(metrics).toContain('attest_certificate_expiry_days{target="lab"} 337')
    expect(metrics.trimEnd().endsWith('# EOF')).toBe(true)
  })

  it('is the same when it is built again, also when a run is published twice', async () => {
    await build()
    const before = contentOf(folder)
    await build()

    expect(contentOf(folder)).toEqual(before)
  })

  it('loses the pages that an earlier build has made and this one does not', async () => {
    await build()
    writeFileSync(join(folder, 'targets', 'gone.html'), '')
    await build()

    expect(readdirSync(join(folder, 'targets'))).not.toContain('gone.html')
  })

  it('refuses data that was changed after it was published', async () => {
    await build()
    const [name = ''] = readdirSync(join(folder, 'data', 'runs'))
    const file = join(folder, 'data', 'runs', name)
    writeFileSync(file, readFileSync(file, 'utf8').replace('failed', 'passed'))
    const store = new SiteStore(folder)

    expect(() => store.run(name.replace('.json', ''))).toThrow(/is not what its name says/)
  })
})

function contentOf(root: string): Record<string, string> {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path, readFileSync(path, 'base64')]),
  )
}
