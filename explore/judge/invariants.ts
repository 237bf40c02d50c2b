import type { History } from '../history/history.ts'
import type { AnsweredCall, ShownLink } from '../model/call.ts'
import type { Observation } from '../perform/observe.ts'
import type { BrokenRule } from './verdict.ts'

export interface BrokenInvariant {
  readonly rule: BrokenRule
  readonly message: string
}

/** What must not be seen at rest, whatever was called: the first that is, in the order of weight. */
export function brokenInvariant(history: History, seen: Observation): BrokenInvariant | undefined {
  const { calls } = seen
  const links = calls.flatMap(({ step, shown }) =>
    step.op === 'compute.list'
      ? (shown.volumes ?? []).map((link) => ({ ...link, server: step.server }))
      : [],
  )
  const found = history.volumes.flatMap(({ multiattach }, volume) => {
    const own = links.filter((link) => link.volume === volume)
    return [...ofVolume(volume, multiattach, calls, own, wasSetToError(history, volume))]
  })
  return found[0] ?? sameDevice(seen)
}

/** Two volumes of a server that have the same device; undefined where there are none. */
export function sameDevice({ devices }: Observation): BrokenInvariant | undefined {
  const device = devices.find((all) => new Set(all).size < all.length)
  const message = `a server has the devices ${device?.join(', ')}`
  return device && { rule: 'same-device', message }
}

function wasSetToError({ lanes }: History, volume: number): boolean {
  return lanes.flat().some((step) => step.op === 'volume.set-error' && step.volume === volume)
}

function* ofVolume(
  volume: number,
  multiattach: boolean,
  calls: readonly AnsweredCall[],
  links: readonly (ShownLink & { readonly server: number })[],
  mayBeInError: boolean,
): Generator<BrokenInvariant> {
  const of = (op: AnsweredCall['step']['op']): AnsweredCall | undefined =>
    calls.find(({ step }) => step.op === op && 'volume' in step && step.volume === volume)
  const seen = of('volume.show')
  const attachments = of('block-storage.list')?.shown.attachments ?? []
  const atServers = links.map(({ server }) => server)
  const status = seen?.status === 404 ? 'gone' : (seen?.shown.status ?? 'unknown')
  const holders = attachments.flatMap(({ server }) => server ?? [])
  const told = `volume ${volume} is ${status}, has ${attachments.length} attachments`
  if (!multiattach && (attachments.length > 1 || atServers.length > 1)) {
    yield { rule: 'attached-twice', message: `${told} and is at ${serversInWords(atServers)}` }
  }
  if (holders.toSorted().join() !== atServers.toSorted().join()) {
    yield {
      rule: 'services-differ',
      message: `for Compute volume ${volume} is at ${serversInWords(atServers)}, for Block Storage at ${serversInWords(holders)}`,
    }
  }
  const unknown = links.find(
    ({ attachment: id }) => id !== undefined && !attachments.some((each) => each.id === id),
  )
  if (unknown !== undefined) {
    const message = `volume ${volume} has for Compute an attachment that Block Storage does not list`
    yield { rule: 'services-differ', message: `${message}: ${unknown.attachment}` }
  }
  if (status === 'error' && mayBeInError) return
  const isFree = status === 'available' || status === 'gone'
  if (isFree !== (attachments.length === 0)) {
    yield { rule: 'status-without-attachment', message: told }
  }
  if (['detaching', 'deleting', 'creating', 'error'].includes(status)) {
    yield { rule: 'never-at-rest', message: `volume ${volume} stays ${status}` }
  }
}

function serversInWords(servers: readonly number[]): string {
  if (servers.length === 0) return 'no server'
  return `${servers.length === 1 ? 'server' : 'servers'} ${servers.join(' and ')}`
}
