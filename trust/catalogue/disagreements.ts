import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import type { Fault, Tamper } from '../fault.ts'
import { jsonOf, type Passing } from '../proxy/message.ts'

/** The members of answers that describe one attachment. */
type Change = (attachment: JsonObject, passing: Passing) => JsonObject

interface Disagreement {
  readonly slug: string
  readonly sentence: string
  readonly violates: readonly string[]
  /** The answers in which they occur: of some operations, or `volume` for the volume itself. */
  readonly in: RegExp
  readonly change: Change
}

const LONG_AGO = '1970-01-01T00:00:00.000000'
const TO_COME = '2100-01-01T00:00:00.000000'
const ELSEWHERE = '5a7c3b1e-0d42-4f6a-9c58-e1b2a3d4c5f6'

const ATTACHING = ['compute.attach:200:*', 'compute.detach:202:*', 'compute.show:200:*']
const CONNECTING = ['block-storage.update:200:*', 'block-storage.complete:204:*']

const DISAGREEMENTS: readonly Disagreement[] = [
  {
    slug: 'same-device-for-all',
    sentence: 'Compute names the same device for all volumes of a server',
    violates: ['compute.list:200:*', 'compute.show:200:*', 'compute.attach:200:*'],
    in: /^compute\.|^volume$/,
    change: where('device', () => '/dev/vdb'),
  },
  {
    slug: 'device-in-list',
    sentence: 'the list of attachments names other devices than the attachment itself',
    violates: ATTACHING.concat('compute.list:200:*'),
    in: /^compute\.list$/,
    change: where('device', (device) => `${device}q`),
  },
  {
    slug: 'device-after-attach',
    sentence: 'an attachment is shown with another device than the attach has answered',
    violates: ATTACHING,
    in: /^compute\.(?:list|show)$/,
    change: where('device', (device) => `${device}q`),
  },
  {
    slug: 'device-in-volume',
    sentence: 'Block Storage names other devices than Compute',
    violates: ATTACHING,
    in: /^volume$/,
    change: where('device', (device) => `${device}q`),
  },
  {
    slug: 'server-in-compute',
    sentence: 'Compute names another server in every attachment than the one in the path',
    violates: ATTACHING.concat('compute.list:200:*'),
    in: /^compute\.(?:list|show|attach)$/,
    change: where('serverId', () => ELSEWHERE),
  },
  {
    slug: 'volume-in-attach',
    sentence: 'attach answers with the id of another volume than it was asked to attach',
    violates: ['compute.attach:200:*'],
    in: /^compute\.attach$/,
    change: where('volumeId', () => ELSEWHERE),
  },
  {
    slug: 'server-in-volume',
    sentence: 'a volume names another server than its attachments do',
    violates: ATTACHING.concat(CONNECTING),
    in: /^volume$/,
    change: where('server_id', () => ELSEWHERE),
  },
  {
    slug: 'volume-in-attachments',
    sentence: 'the list of attachments names another volume than the attachment itself',
    violates: ['block-storage.list*:200:*', 'block-storage.create:200:*', ...ATTACHING],
    in: /^block-storage\.list/,
    change: where('volume_id', () => ELSEWHERE),
  },
  {
    slug: 'instance-in-attachments',
    sentence: 'the list of attachments names another server than the attachment itself',
    violates: ['block-storage.list*:200:*', 'block-storage.create:200:*', ...ATTACHING],
    in: /^block-storage\.list/,
    change: where('instance', () => ELSEWHERE),
  },
  {
    slug: 'attached-in-1970',
    sentence: 'every volume was attached in 1970',
    violates: ['block-storage.show:200:*', ...CONNECTING, ...ATTACHING],
    in: /^block-storage\.(?:show|list-detail)$|^volume$/,
    change: where('attached_at', () => LONG_AGO),
  },
  {
    slug: 'attached-in-the-future',
    sentence: 'every volume is attached at a time that is to come',
    violates: ['block-storage.show:200:*', ...CONNECTING, ...ATTACHING],
    in: /^block-storage\.(?:show|list-detail)$|^volume$/,
    change: where('attached_at', () => TO_COME),
  },
  {
    slug: 'attached-earlier-in-volume',
    sentence: 'a volume says that it was attached half a minute before its attachment says so',
    violates: ['block-storage.complete:204:*', 'block-storage.show:200:*', ...ATTACHING],
    in: /^volume$/,
    change: where('attached_at', (time) => earlier(time, 30_000)),
  },
  {
    slug: 'detached-before-attached',
    sentence: 'an attachment was detached an hour before it was attached',
    violates: ['block-storage.show:200:*', ...CONNECTING],
    in: /^block-storage\.(?:show|list-detail)$/,
    change: (one) =>
      isText(one.attached_at) && 'detached_at' in one
        ? { ...one, detached_at: earlier(one.attached_at, 3_600_000) }
        : one,
  },
  {
    slug: 'mode-in-details',
    sentence: 'the detailed list names another mode than the attachment itself',
    violates: ['block-storage.list-detail:200:*'],
    in: /^block-storage\.list-detail$/,
    change: where('attach_mode', (mode) => (mode === 'rw' ? 'ro' : mode === 'ro' ? 'rw' : mode)),
  },
  {
    slug: 'tag-lost',
    sentence: 'Compute shows no tag of volumes that were attached with one',
    violates: ['compute.attach:200:*', 'compute.update:202:*', 'compute.show:200:*'],
    in: /^compute\.(?:list|show|attach)$/,
    change: (one) => (isText(one.tag) ? { ...one, tag: null } : one),
  },
]

/** Answers that have the right form, but contradict their request, each other, or the clock. */
export function disagreementFaults(): Fault[] {
  return DISAGREEMENTS.map(
    ({ slug, sentence, violates, in: where, change }): Fault => ({
      id: `disagreement/${slug}`,
      kind: 'agreement',
      sentence,
      violates,
      means: { tamper: () => tampering(where, change) },
    }),
  )
}

function tampering(where: RegExp, change: Change): Tamper {
  return async (passing, { forward, meet }) => {
    const reply = await forward()
    const of = passing.operation ?? (isOfVolume(passing) ? 'volume' : '')
    if (reply.status >= 300 || !where.test(of)) return reply
    const before = jsonOf(reply)
    const after = everywhere(before, (one) => change(one, passing))
    const body = JSON.stringify(after)
    if (body === JSON.stringify(before)) return reply
    meet()
    return { ...reply, body }
  }
}

function isOfVolume({ method, target }: Passing): boolean {
  return method === 'GET' && /\/volumes\/[^/?]+$/.test(target)
}

/** Changes each object in a body. */
function everywhere(value: unknown, change: (one: JsonObject) => JsonObject): unknown {
  if (Array.isArray(value)) return value.map((one) => everywhere(one, change))
  if (!isJsonObject(value)) return value
  const members = Object.entries(value).map(([name, one]) => [name, everywhere(one, change)])
  return change(Object.fromEntries(members))
}

/** Changes a member that has a text. */
function where(name: string, change: (before: string) => string): Change {
  return (one) => {
    const before = one[name]
    return isText(before) ? { ...one, [name]: change(before) } : one
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

function earlier(time: string, ms: number): string {
  const moved = new Date(Date.parse(`${time}Z`) - ms).toISOString()
  return moved.replace('Z', '000')
}
