import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import { chained, NO_LINK } from '../../src/journal/journal-chain.ts'
import type { CaseVerdict, Reason } from '../../src/judge/verdict.ts'
import type { Violation } from '../../src/judge/violation.ts'
import type { Requirement } from '../../src/openapi/contract.ts'
import { type Microversion, microversion } from '../../src/openapi/microversion.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import type { CaseId, PlannedCase } from '../../src/plan/case.ts'
import { SYNTHETIC_OPERATIONS } from './synthetic-operations.ts'

/** Text of a hostile target: markup, and an escape sequence that clears a terminal. */
const HOSTILE = '<script>alert("boo")</script> \u001b[2J\u202egnorw ``` & more'

const BEGIN = Date.parse('2031-05-04T10:00:00.000Z')
const at = (seconds: number): string => new Date(BEGIN + seconds * 1000).toISOString()

type Outcome = { readonly verdict: CaseVerdict; readonly reason?: Reason }

const because = (
  verdict: CaseVerdict,
  code: Reason['code'],
  message: string,
): Required<Outcome> => ({ verdict, reason: { code, message } })

const ACCEPTED: Outcome = {
  verdict: 'failed',
  reason: {
    ...{ code: 'wrong-status', message: 'expected 409, got 200' },
    shortfall: { kind: 'status', expected: 409, got: 200 },
  },
}

/** Results of the cases that are not passed, by requirement and microversion. */
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'compute.list:200:listed@2.60': because(
    'failed',
    'contract-violation',
    `2 violations, first at /volumeAttachments/0/hull: ${HOSTILE}`,
  ),
  'compute.attach:409:boat-in-use@2.1': ACCEPTED,
  'compute.attach:409:boat-in-use@2.49': ACCEPTED,
  'compute.attach:404:no-boat@2.60': because('error', 'transport', `connection reset ${HOSTILE}`),
  'block-storage.create:404:no-boat@3.27': because('waived', 'waiver', 'bug 42, until 2031-12-31'),
  'compute.attach:409:device-hint@2.89': because(
    'not-applicable',
    'other-conforming-behaviour',
    'the target chose another place, as it may',
  ),
}

const VIOLATIONS: readonly Violation[] = [
  {
    code: 'undocumented-property',
    at: '/volumeAttachments/0/hull',
    rule: '/paths/~1servers/get/responses/200',
    expected: 'no such property',
    got: `"${HOSTILE}"`,
  },
  {
    code: 'missing-header',
    at: 'header x-openstack-request-id',
    rule: '/x-openstack/request-id-headers',
    expected: 'the header',
    got: 'nothing',
  },
]

function exchangeOf(planned: PlannedCase, number: number, violated: boolean): Exchange {
  const compute = planned.operation.startsWith('compute.')
  const answered = planned.id === 'compute.attach:409:boat-in-use@2.1' ? 200 : planned.status
  const failed = planned.id === 'compute.attach:404:no-boat@2.60'
  const body = violated
    ? { volumeAttachments: [{ hull: HOSTILE }] }
    : { volumeAttachment: { id: 'b5d9a0f2-6d0c-4c8b-9f7e-1f2a3b4c5d6e', device: '/dev/vdb' } }
  return {
    id: `x${number}`,
    at: at(number),
    durationMs: 40 + (number % 7) * 13,
    service: compute ? 'compute' : 'block-storage',
    operation: planned.operation,
    persona: planned.persona,
    ...(planned.microversion && { microversion: planned.microversion }),
    request: {
      method: 'POST',
      url: 'https://cloud.example/v2.1/servers/0a1b2c3d-6d0c-4c8b-9f7e-1f2a3b4c5d6e/os-volume_attachments?limit=1',
      headers: { 'content-type': 'application/json', 'x-auth-token': '$OS_TOKEN' },
      body: { kind: 'json', value: { volumeAttachment: { volumeId: 'boat-1' } } },
    },
    ...(failed
      ? { failure: 'connection reset' }
      : {
          response: {
            status: answered,
            headers: { 'content-type': 'application/json', 'x-openstack-request-id': 'req-77' },
            body: { kind: 'json', value: body },
          },
        }),
  }
}

const VERSIONS: Readonly<Record<string, readonly Microversion[]>> = {
  compute: ['2.1', '2.49', '2.60', '2.89', '2.100'].map(microversion),
  'block-storage': ['3.27', '3.44', '3.70'].map(microversion),
}

function planOf(requirement: Requirement): readonly PlannedCase[] {
  const { id, operation, status, level, persona, when } = requirement
  const shared = { requirement: id, operation, status, level, persona }
  const title = `answers ${status} when ${when}`
  if (id === 'compute.list:400:bad-limit') {
    const reason: Reason = { code: 'microversion-not-offered', message: 'holds up to 2.0 only' }
    const settled = { verdict: 'not-applicable', reason } as const
    return [{ ...shared, id: `${id}@-`, title, settled }]
  }
  return (VERSIONS[operation.split('.')[0] ?? ''] ?? []).map((version) => ({
    ...shared,
    id: `${id}@${version}`,
    microversion: version,
    title,
    ...(persona === 'reader' && {
      settled: because('not-tested', 'missing-persona', 'no cloud entry for the persona reader'),
    }),
  }))
}

/** The cases of the synthetic run: a few dozen, with all verdicts. */
export const SYNTHETIC_PLAN: readonly PlannedCase[] = SYNTHETIC_OPERATIONS.flatMap((operation) =>
  operation.requirements.flatMap(planOf),
)

function caseEvents(planned: PlannedCase, number: number): JournalEvent[] {
  const id: CaseId = planned.id
  const finished = { type: 'case-finished', at: at(number + 2), case: id } as const
  if (planned.settled) return [{ ...finished, ...planned.settled, durationMs: 0, requests: 0 }]
  const outcome: Outcome = OUTCOMES[id] ?? { verdict: 'passed' }
  const violations = outcome.reason?.code === 'contract-violation' ? VIOLATIONS : []
  const exchange = exchangeOf(planned, number, violations.length > 0)
  const { operation: _own, ...arranged } = exchangeOf(planned, number, false)
  return [
    { type: 'case-started', at: at(number), case: id },
    {
      type: 'exchange',
      case: id,
      phase: 'arrange',
      exchange: { ...arranged, id: `x${number}-0` },
      violations: [],
    },
    { type: 'waited', case: id, for: 'the boat to be in-use', ms: 250, polls: 3 },
    { type: 'exchange', case: id, phase: 'act', exchange, violations },
    { ...finished, ...outcome, durationMs: 1200, requests: 2 },
  ]
}

const resource = (key: string, kind: 'server' | 'volume', id: string): JournalEvent[] => [
  { type: 'resource-intended', at: at(1), key, kind, name: `attest-${key}`, persona: 'member' },
  { type: 'resource-created', at: at(1), key, id },
]

/** The events of a run that was finished. */
export function syntheticEvents(): readonly JournalEvent[] {
  return [
    {
      type: 'run-started',
      at: at(0),
      run: '20310504T100000Z-7f3a',
      suite: {
        version: '0.1.0',
        specs: [
          { document: 'compute/os-volume_attachments.yaml', digest: `sha256:${'ab'.repeat(32)}` },
          { document: 'block-storage/attachments.yaml', digest: `sha256:${'cd'.repeat(32)}` },
        ],
      },
      target: {
        name: 'harbour <b>cloud</b>',
        authUrl: 'https://cloud.example/identity',
        services: {
          compute: {
            title: 'Compute',
            endpoint: 'https://cloud.example/v2.1',
            microversions: { min: microversion('2.1'), max: microversion('2.100') },
          },
          'block-storage': {
            title: 'Block Storage',
            endpoint: 'https://cloud.example/v3',
            microversions: { min: microversion('3.0'), max: microversion('3.70') },
          },
        },
        personas: ['member', 'stranger', 'nobody'],
      },
      accepted: [],
    },
    {
      type: 'origin-seen',
      at: at(0),
      origin: 'https://cloud.example',
      certificate: {
        subject: 'C=AQ, CN=cloud.example',
        issuer: `CN=Harbour <i>authority</i>`,
        publicKey: `sha256:${'ef'.repeat(32)}`,
        notAfter: '2032-01-01T00:00:00.000Z',
        check: 'system',
      },
    },
    { type: 'planned', at: at(0), cases: SYNTHETIC_PLAN },
    ...resource('server-1', 'server', '11aa'),
    ...resource('volume-1', 'volume', '22bb'),
    ...SYNTHETIC_PLAN.flatMap((planned, index) => caseEvents(planned, index + 1)),
    { type: 'resource-gone', at: at(90), key: 'server-1' },
    {
      type: 'leak-check',
      at: at(91),
      leaked: [{ kind: 'volume', id: '22bb', name: `attest-volume-1 ${HOSTILE}` }],
      unseen: `GET /servers/detail answered ${HOSTILE}`,
    },
    { type: 'run-finished', at: at(92), interrupted: false, wallMs: 92_000 },
  ]
}

/** The text of a journal. */
export function journalText(events: readonly JournalEvent[]): string {
  let before = NO_LINK
  return events
    .map((event) => {
      const { line, link } = chained(before, event)
      before = link
      return `${line}\n`
    })
    .join('')
}
