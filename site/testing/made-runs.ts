import type { Judgement } from '../data/judgement.ts'
import type { SiteRun } from '../data/site-run.ts'
import type { Manual, PromiseEntry } from '../manual/manual.ts'

export const SUITE: SiteRun['suite'] = { version: '0.1.0', code: 'sha256:a', specs: [] }

export const PROMISES = [
  'compute.attach:200:attached',
  'compute.attach:409:volume-in-use',
  'compute.attach:409:locked-server',
  'block-storage.show:404:unknown',
] as const

type Verdict = SiteRun['promises'][string][number]['verdict']

/** A run in which all promises are kept, apart from those that are named. */
export function madeRun(
  run: string,
  {
    verdicts = {},
    name = 'lab',
    ...given
  }: Partial<SiteRun> & {
    readonly verdicts?: Readonly<Record<string, Verdict>>
    readonly name?: string
  } = {},
): SiteRun {
  const promises = Object.fromEntries(
    PROMISES.map((id) => {
      const verdict = verdicts[id] ?? 'passed'
      const isFine = verdict === 'passed'
      const [code, message] = isFine ? [null, null] : ['wrong-status', 'it <answered> 500']
      return [id, [{ verdict, code, message, microversions: ['2.1', '2.89'] }]]
    }),
  )
  const failed = Object.values(verdicts).filter((verdict) => verdict === 'failed').length * 2
  const zero = { error: 0, notTested: 0, notApplicable: 0, waived: 0 }
  return {
    format: 1,
    kind: 'run',
    run,
    startedAt: '2026-11-01T10:00:00.000Z',
    seconds: 10,
    requests: 100,
    target: { name, title: name, authUrl: `https://${name}.example/v3`, services: {} },
    label: null,
    release: 'zed',
    suite: SUITE,
    profile: null,
    certificate: null,
    verdict: failed > 0 ? 'non-conformant' : 'conformant',
    scope: { promises: 4, of: 4 },
    counts: { cases: 8, passed: 8 - failed, failed, ...zero },
    promises,
    ...{ errata: [], findings: [], latency: [], answers: [], evidence: {} },
    ...given,
  }
}

/** What today's suite says: the same, apart from the cases that are named. */
export function madeJudgement(
  run: SiteRun,
  differing: Readonly<Record<string, Verdict>> = {},
  unjudged: Judgement['unjudged'] = {},
): Judgement {
  return {
    format: 1,
    suite: { ...SUITE, code: 'sha256:b' },
    verdict: run.verdict,
    differing: Object.fromEntries(
      Object.entries(differing).map(([id, verdict]) => [
        id,
        { verdict, code: verdict === 'passed' ? null : 'wrong-status', message: null },
      ]),
    ),
    unjudged,
    gone: [],
  }
}

/** A manual of the made promises. */
export const MANUAL: Manual = {
  documents: [
    {
      id: 'compute/attachments',
      title: 'Compute attachments',
      service: 'compute',
      isDefault: true,
    },
    {
      id: 'block-storage/attachments',
      title: 'Attachments',
      service: 'block-storage',
      isDefault: true,
    },
  ],
  operations: [
    operation('compute.attach', 'compute/attachments', [200, 409]),
    operation('block-storage.show', 'block-storage/attachments', [404]),
  ],
  errata: [],
}

function operation(id: string, document: string, statuses: readonly number[]) {
  return {
    ...{
      id,
      document,
      method: 'POST',
      path: '/x',
      summary: 'Does x',
      link: 'https://docs.example',
    },
    service: id.split('.')[0] ?? '',
    groups: statuses.map((status) => ({
      ...{ key: `${id}:${status}`, operation: id, status },
      promises: PROMISES.filter((one) => one.startsWith(`${id}:${status}:`)).map(entry),
    })),
  }
}

function entry(id: string): PromiseEntry {
  const [operation = '', status, slug = ''] = id.split(':')
  return {
    ...{ id, operation, slug, status: Number(status), level: 'MUST', when: 'it is <so> & so' },
    persona: { name: 'member', is: 'an ordinary user' },
    needs: [],
    source: { edition: 'both', section: 'Section', link: 'https://docs.example' },
    microversions: { range: '2.1+', min: '2.1', max: null, changes: ['2.1'] },
    ...{ covers: [], errata: [], scenario: undefined, sends: 'POST', expects: '200' },
    faults: { first: [], all: 0 },
  }
}
