import { hash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseProfile } from '../../../src/attestation/profile.ts'
import { contractsOfProfile } from '../../../src/attestation/profile-documents.ts'
import type { TargetIdentity, TargetService } from '../../../src/discover/target.ts'
import type { EventOf, JournalEvent } from '../../../src/journal/events/journal-event.ts'
import type { RunBasis } from '../../../src/journal/events/plan-events.ts'
import { linkIn } from '../../../src/journal/journal-chain.ts'
import { packagedContracts } from '../../../src/openapi/load-contract.ts'
import { microversion } from '../../../src/openapi/microversion.ts'
import { startProgram } from '../../robust/program.ts'
import { judgeAgain } from '../judge-again.ts'
import { rechained } from '../testing/reissue.ts'

// The owner of the key can write a new journal with a valid chain and sign it. Here such forgeries
// are refused, because the exchanges in the same journal contradict them.

const PROFILE = 'block-storage-3.70..3.70'
const profile = parseProfile(PROFILE)
const contracts = contractsOfProfile(profile, packagedContracts())

type Exchange = EventOf<'exchange'>['exchange']
type Change = (events: readonly JournalEvent[]) => readonly JournalEvent[]

let folder = ''
let events: readonly JournalEvent[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'attest-forged-'))
  const { code, stderr } = await startProgram(['run', '--profile', PROFILE, '--out', 'run'], folder)
    .ended
  expect(code, stderr).toBe(0)
  events = readFileSync(join(folder, 'run', 'journal.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): JournalEvent => JSON.parse(line))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function differenceOf(change: Change): Promise<string | undefined> {
  const forged = change(events)
  expect(forged).not.toEqual(events)
  return judged(forged)
}

async function judged(forged: readonly JournalEvent[]): Promise<string | undefined> {
  const file = join(folder, 'forged.ndjson')
  writeFileSync(file, rechained(forged))
  return judgeAgain(file, profile, contracts).then(
    ({ difference, results }) =>
      difference ?? (results?.verdict === 'conformant' ? undefined : results?.verdict),
    (error: Error) => error.message,
  )
}

const each =
  (change: (event: JournalEvent) => JournalEvent): Change =>
  (all) =>
    all.map(change)
const without =
  (isIt: (event: JournalEvent) => boolean): Change =>
  (all) =>
    all.filter((event) => !isIt(event))
const withoutFirst =
  (isIt: (event: JournalEvent) => boolean): Change =>
  (all) =>
    all.toSpliced(all.findIndex(isIt), 1)

const runBasis = (change: (basis: RunBasis) => RunBasis): Change =>
  each((event) => (event.type === 'run-basis' ? { ...event, basis: change(event.basis) } : event))
const target = (change: Partial<RunBasis['target']>): Change =>
  runBasis((basis) => ({ ...basis, target: { ...basis.target, ...change } }))
/** The identity of the target, which the journal has twice. */
const identity = (change: (of: TargetIdentity) => Partial<TargetIdentity>): Change =>
  each((event) => {
    if (event.type === 'run-started') {
      return { ...event, target: { ...event.target, ...change(event.target) } }
    }
    if (event.type !== 'run-basis') return event
    const { basis } = event
    const own = { ...basis.target.identity, ...change(basis.target.identity) }
    return { ...event, basis: { ...basis, target: { ...basis.target, identity: own } } }
  })
const service = (id: string, change: (of: TargetService) => TargetService): Change =>
  identity(({ services }) => ({
    services: Object.fromEntries(
      Object.entries(services).map(([one, of]) => [one, one === id ? change(of) : of]),
    ),
  }))
const found = (of: string, change: Readonly<Record<string, unknown>>): Change =>
  runBasis(({ target: before, ...basis }) => ({
    ...basis,
    target: { ...before, found: { ...before.found, [of]: { ...before.found[of], ...change } } },
  }))
const features = (change: RunBasis['target']['features']): Change =>
  runBasis((basis) => ({
    ...basis,
    target: { ...basis.target, features: { ...basis.target.features, ...change } },
  }))
const absent = { available: false, declaredAbsent: true, why: 'declared absent: so' } as const

const isExchange = (event: JournalEvent): event is EventOf<'exchange'> => event.type === 'exchange'
const isDiscovery = (event: JournalEvent) => isExchange(event) && event.phase === 'discover'
const isCleanUp = (event: JournalEvent) =>
  isExchange(event) && event.phase === 'clean-up' && event.case === undefined
const isArranging = (event: JournalEvent) =>
  isExchange(event) &&
  event.case === undefined &&
  event.group === undefined &&
  event.phase === 'arrange' &&
  event.exchange.service === 'block-storage'
const isVolumeGone = (event: JournalEvent) =>
  event.type === 'resource-gone' && event.key.startsWith('volume')

/** Changes the first exchange that matches. */
const exchange =
  (isIt: (event: JournalEvent) => boolean, change: (of: Exchange) => Exchange): Change =>
  (all) => {
    const at = all.findIndex(isIt)
    const event = all[at]
    if (event === undefined || !isExchange(event)) throw new RangeError('no such exchange')
    return all.with(at, { ...event, exchange: change(event.exchange) })
  }
const isAct = (event: JournalEvent) =>
  isExchange(event) && event.phase === 'act' && event.exchange.microversion !== undefined

const withoutToken = ({ 'x-auth-token': _, ...headers }: Exchange['request']['headers']) => headers

const timed = (type: 'run-started' | 'run-finished', at: string): Change =>
  each((event) => (event.type === type ? { ...event, at } : event))

const FORGERIES: readonly (readonly [string, Change, string])[] = [
  ['nothing', (all) => all, ''],
  [
    'the microversion of an exchange',
    exchange(isAct, (of) => ({ ...of, microversion: microversion('3.69') })),
    'its microversion is 3.69, and its request asks for volume 3.70',
  ],
  [
    'that an exchange has a microversion',
    exchange(isAct, ({ microversion: _, ...rest }) => rest),
    'which is not in the evidence',
  ],
  [
    'a persona that is declared absent',
    runBasis((basis) => ({
      ...basis,
      target: { ...basis.target, personas: { ...basis.target.personas, reader: absent } },
    })),
    'target.personas.reader.available does not follow',
  ],
  [
    'a persona that is not there',
    runBasis(({ personaAccess: { reader: _, ...personaAccess }, ...basis }) => ({
      ...basis,
      personaAccess,
    })),
    'target.identity.personas.1 does not follow',
  ],
  [
    'a feature that settings cannot declare absent',
    features({ 'direct-swap': absent }),
    'target.features.direct-swap.available does not follow',
  ],
  [
    'a feature that settings can declare absent, and did not',
    features({ shelve: absent }),
    'target.features.shelve.available does not follow',
  ],
  [
    'the microversions of a service',
    service('block-storage', (of) => ({
      ...of,
      microversions: { min: microversion('3.0'), max: microversion('3.70') },
    })),
    'target.identity.services.block-storage.microversions.max does not follow',
  ],
  [
    'the URL of Identity',
    identity(() => ({ authUrl: 'https://cloud.example/identity/v3' })),
    'target.identity.authUrl does not follow',
  ],
  [
    'the endpoint of a service',
    service('compute', (of) => ({ ...of, endpoint: 'https://cloud.example/v2.1' })),
    'target.identity.services.compute.endpoint does not follow',
  ],
  ['the name of the target', identity(() => ({ name: 'mine' })), 'target.identity.name does not'],
  [
    'the image',
    found('compute', { image: { id: 'x', name: 'x' } }),
    'target.found.compute.image.id does not',
  ],
  [
    'the flavor',
    found('compute', { flavor: { id: '2', name: 'x' } }),
    'found.compute.flavor.id does not',
  ],
  [
    'a volume type',
    found('block-storage', { multiattachType: 'other' }),
    'block-storage.multiattachType does not',
  ],
  ['the quotas', target({ quotaLeft: { server: 3 } }), 'target.quotaLeft.server does not follow'],
  ['what roles may do', target({ restrictsRoles: false }), 'target.restrictsRoles does not follow'],
  ['the project', target({ projectId: 'x' }), 'target.projectId does not follow'],
  [
    'the endpoint that a persona has',
    runBasis(({ personaAccess, ...basis }) => ({
      ...basis,
      personaAccess: {
        ...personaAccess,
        ...(personaAccess.guest && { guest: { ...personaAccess.guest, endpoints: {} } }),
      },
    })),
    'personaAccess.guest.endpoints.compute does not follow',
  ],
  ['no discovery', without(isDiscovery), 'which is not in the evidence'],
  ['a discovery that lacks an exchange', withoutFirst(isDiscovery), 'which is not in the evidence'],
  [
    'what discovery was answered after it',
    (all) => [...all, ...all.filter(isDiscovery).slice(0, 1)],
    'it belongs to discovery, which had already ended',
  ],
  [
    'where a request went',
    exchange(isArranging, (of) => ({
      ...of,
      request: { ...of.request, url: 'https://cloud.example/volume/v3/p/volumes' },
    })),
    'is not at the endpoint of block-storage',
  ],
  [
    'whose project a request was for',
    exchange(isArranging, (of) => ({ ...of, persona: 'stranger' })),
    'is not at the endpoint of block-storage',
  ],
  [
    'that a request had a token',
    exchange(isArranging, (of) => ({
      ...of,
      request: { ...of.request, headers: withoutToken(of.request.headers) },
    })),
    'was sent without a token',
  ],
  [
    'which operation a request called',
    exchange(
      (event) => isCleanUp(event) && isExchange(event) && event.exchange.operation !== undefined,
      ({ operation: _, ...rest }) => rest,
    ),
    'is recorded as no operation, but its method and URL are those of block-storage.',
  ],
  [
    'no announcement of what was created',
    without(({ type }) => type === 'resource-intended'),
    'announced before',
  ],
  [
    'no id of what was created',
    withoutFirst(({ type }) => type === 'resource-created'),
    'which the ledger does not have',
  ],
  ['nothing gone', without(({ type }) => type === 'resource-gone'), 'is not what the ledger has'],
  ['a volume that is not gone', withoutFirst(isVolumeGone), 'is not what the ledger has'],
  [
    'a volume that is gone before a clean-up has checked it',
    (all) => {
      const gone = all.find(isVolumeGone)
      const at = all.findIndex(isCleanUp)
      return gone === undefined ? all : all.toSpliced(at, 0, gone)
    },
    'is recorded as gone, but no clean-up has checked it',
  ],
  ['no clean-up', without(isCleanUp), 'no clean-up'],
  ['a clean-up that lacks its first exchange', withoutFirst(isCleanUp), 'not in the evidence'],
  [
    'a clean-up that lacks its last exchange',
    (all) => all.toSpliced(all.findLastIndex(isCleanUp), 1),
    'when the clean-up is repeated, ',
  ],
  [
    'that the target was looked at',
    without(({ type }) => type === 'leak-check'),
    'no check for leftovers came afterwards',
  ],
  [
    'a beginning in the future',
    timed('run-started', '2050-01-01T00:00:00.000Z'),
    'its first request was sent',
  ],
  [
    'a beginning long ago',
    timed('run-started', '2020-01-01T00:00:00.000Z'),
    'first request was sent',
  ],
  [
    'an end before the last request',
    timed('run-finished', '2020-01-01T00:00:00.000Z'),
    'its time is 2020',
  ],
  [
    'how long it took',
    each((event) => (event.type === 'run-finished' ? { ...event, wallMs: 1e8 } : event)),
    'it says that the run took 100000000 ms',
  ],
]

describe('a journal with a chain of its own', () => {
  it.each(FORGERIES.slice(1))('is refused when it has forged %s', async (_, change, message) => {
    expect(await differenceOf(change)).toContain(message)
  })

  it('is accepted as it was written', async () => {
    expect(await judged(events)).toBeUndefined()
  })

  it('is refused when a line has a key twice, because other readers may take the first', async () => {
    const lines = rechained(events).trimEnd().split('\n')
    const last = lines.pop()?.replace(/,"chain":"\w+"\}$/, '}')
    const doubled = last?.replace('{', '{"interrupted":true,') ?? ''
    const link = hash('sha256', `${linkIn(lines.at(-1) ?? '')}\n${doubled}`, 'hex').slice(0, 32)
    const file = join(folder, 'doubled.ndjson')
    writeFileSync(file, [...lines, `${doubled.slice(0, -1)},"chain":"${link}"}`, ''].join('\n'))
    const { difference } = await judgeAgain(file, profile, contracts)
    expect(difference).toMatch(/^line \d+ \(run-finished\): it is not written as Attest writes it/)
  })

  it('is refused when settings declare what they do not offer', async () => {
    const text = JSON.stringify(events).replaceAll(
      '"absent":[]',
      '"absent":[{"feature":"direct-swap","reason":"so"}]',
    )
    expect(await differenceOf(() => JSON.parse(text))).toContain(
      '"direct-swap" cannot be declared absent',
    )
  })

  it('is refused when any exchange outside of its cases is left out or duplicated', async () => {
    const places = events.flatMap((event, place) =>
      isDiscovery(event) || isCleanUp(event) ? [place] : [],
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), fc.boolean(), async (place, isTwice) => {
        const event = events[place]
        if (event === undefined) throw new RangeError(String(place))
        // One of several identical requests, which were repeated until something changed, may be
        // missing.
        if (!isTwice && isRepeated(place)) return
        // A request to Identity may be there again, because a token may have to be renewed.
        if (isTwice && isExchange(event) && event.exchange.service === 'identity') return
        const forged = events.toSpliced(place, 1, ...(isTwice ? [event, event] : []))
        expect(await judged(forged), `line ${place + 1}`).toBeDefined()
      }),
      { numRuns: Number(process.env.ATTEST_FORGERIES ?? 12) },
    )
  })

  it('is refused when any exchange of a case is left out, also one that returned what was borrowed', async () => {
    const places = events.flatMap((event, place) =>
      isExchange(event) && event.case !== undefined ? [place] : [],
    )
    const isGivenBack = (place: number) => {
      const event = events[place]
      return event !== undefined && isExchange(event) && event.phase === 'clean-up'
    }
    const chosen = fc.oneof(
      fc.constantFrom(...places),
      fc.constantFrom(...places.filter(isGivenBack)),
    )
    await fc.assert(
      fc.asyncProperty(chosen, async (place) => {
        if (isRepeated(place)) return
        expect(await judged(events.toSpliced(place, 1)), `line ${place + 1}`).toBeDefined()
      }),
      { numRuns: Number(process.env.ATTEST_FORGERIES ?? 12) },
    )
  })
})

/**
 * Whether the same was requested several times in the same way: then the number of requests cannot
 * be checked.
 */
function isRepeated(place: number): boolean {
  const event = events[place]
  if (event === undefined || !isExchange(event)) return false
  const { method, url } = event.exchange.request
  const alike = events.filter(
    (other) =>
      isExchange(other) &&
      other.case === event.case &&
      other.phase === event.phase &&
      other.exchange.request.method === method &&
      other.exchange.request.url === url,
  )
  return alike.length > 1
}
