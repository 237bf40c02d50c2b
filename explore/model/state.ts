import type { KnownBug } from './known-bugs.ts'
import { isSwap, type SwapPhase } from './swap-phase.ts'

/**
 * `stopping`, `starting`, `shelving`, `offloading`, `unshelving` and `deleting` are under way. Some
 * clouds keep a shelved server on its host, others offload it at once. `reopened`: it is being deleted,
 * and accepts calls again, which only clouds with a known bug do.
 */
export type ServerState =
  | 'active'
  | 'stopping'
  | 'stopped'
  | 'starting'
  | 'shelving'
  | 'shelved'
  | 'offloading'
  | 'offloaded'
  | 'unshelving'
  | 'deleting'
  | 'reopened'
  | 'gone'

export interface VolumeState {
  readonly status:
    | 'available'
    | 'reserved'
    | 'attaching'
    | 'in-use'
    | 'detaching'
    /** An administrator has set it; `error-deleting`: while it was being deleted, which goes on. */
    | 'error'
    | 'error-deleting'
    | 'deleting'
    | 'gone'
  readonly multiattach: boolean
  /** The status was written last, whatever attachments there are: a known bug. */
  readonly stays?: true
}

/** An attachment in Block Storage. `connecting`: it is reserved, and becomes `attaching` by itself. */
export interface AttachmentState {
  readonly volume: number
  /** The server for which Compute has made it; absent: a client has made it. */
  readonly server?: number
  /** Known of those that a client has made, and of those that a list has shown. */
  readonly id?: string
  readonly phase: 'reserved' | 'connecting' | 'attaching' | 'attached'
}

/**
 * What Compute knows of a volume at a server. `asked`: it has accepted an attach (from 2.101 on) and
 * not yet looked at the volume; `linked`: it has noted the volume, and reserves it before it answers;
 * `failing`: the same, but Block Storage will not let it; `refused`: it did not let it; `coming` and
 * `going`: it is being attached or detached; `kept`: it is only reserved, because the server has no host;
 * `taken`: the deletion of its server will end whatever attachment the volume has, and `stuck`: a detach was accepted
 * that comes to nothing, and leaves the volume detaching, both by known bugs;
 * `swap-noted`, `swap-failing`, `swapping`: it is being replaced by the volume `to`, which is not reserved
 * yet, will not be, or is.
 */
export interface Link {
  readonly server: number
  readonly volume: number
  readonly phase:
    | 'asked'
    | 'linked'
    | 'failing'
    | 'refused'
    | 'coming'
    | 'there'
    | 'kept'
    | 'going'
    | 'taken'
    | 'stuck'
    | SwapPhase
  /** The call that is `failing`. */
  readonly by?: number
  /** The volume by which it is being replaced. */
  readonly to?: number
  /** delete_on_termination */
  readonly flag: boolean
}

/** A state of both services, as far as it concerns the servers and volumes of a history. */
export interface CloudState {
  readonly servers: readonly ServerState[]
  readonly volumes: readonly VolumeState[]
  readonly attachments: readonly AttachmentState[]
  readonly links: readonly Link[]
  /** Ids of attachments whose deletion has had its effect, and is not answered yet. */
  readonly ending: readonly string[]
  /**
   * Servers of which two starts or two stops at the same time were accepted: the second one is done
   * after the first has ended, and stands in the way of other calls once more.
   */
  readonly restless: readonly number[]
  /** What the cloud may do wrong; the same from the beginning to the end. */
  readonly bugs: readonly KnownBug[]
}

/** The state in which each history begins. */
export function initialState(
  servers: number,
  volumes: readonly Pick<VolumeState, 'multiattach'>[],
  bugs: readonly KnownBug[] = [],
): CloudState {
  return {
    servers: Array.from({ length: servers }, () => 'active' as const),
    volumes: volumes.map(({ multiattach }) => ({ status: 'available', multiattach })),
    attachments: [],
    links: [],
    ending: [],
    restless: [],
    bugs,
  }
}

/** Equal for equal states, whatever the order of attachments and links. */
export function keyOf(state: CloudState): string {
  const { servers, volumes, attachments, links, ending, restless } = state
  const all = [
    servers.join(),
    volumes.map(({ status, stays }) => `${status}${stays ? '!' : ''}`).join(),
    attachments.map(({ volume, server, id, phase }) => `${volume}@${server}/${id}:${phase}`).sort(),
    links
      .map(
        ({ server, volume, phase, by, to, flag }) =>
          `${server}<${volume}:${phase}${by}${to}${flag}`,
      )
      .sort(),
    ending.toSorted().join(),
    restless.toSorted().join(),
  ]
  return all.join(';')
}

const HELD: Readonly<Record<AttachmentState['phase'], readonly VolumeState['status'][]>> = {
  reserved: ['reserved'],
  connecting: ['reserved', 'attaching'],
  attaching: ['attaching'],
  attached: ['in-use'],
}

/**
 * The statuses that a volume may have because of its attachments. Of several, Block Storage shows one
 * or another, by what was done last.
 */
export function statusesOf(state: CloudState, volume: number): readonly VolumeState['status'][] {
  const held = attachmentsOf(state, volume)
  if (held.length === 0) return ['available']
  const statuses = new Set(held.flatMap(({ phase }) => HELD[phase]))
  const leaves = state.links.some(
    ({ phase, ...link }) =>
      link.volume === volume && (phase === 'going' || phase === 'stuck' || isSwap(phase)),
  )
  if (leaves) statuses.add('detaching')
  return [...statuses]
}

export function attachmentsOf(state: CloudState, volume: number): readonly AttachmentState[] {
  return state.attachments.filter((attachment) => attachment.volume === volume)
}

export function linkOf(state: CloudState, server: number, volume: number): Link | undefined {
  return state.links.find((link) => link.server === server && link.volume === volume)
}
