import type { Attachment, Volume } from '../block-storage/volume.ts'
import type { Mapping, Server } from '../compute/server.ts'
import { findMapping } from '../compute/store.ts'
import type { Answer } from '../http/exchange.ts'
import type { Insides, Memory } from './insides.ts'
import type { Recognised } from './operation.ts'

/** A call, what it is about, and how that was before it. */
export interface Moment extends Recognised {
  readonly cloud: Insides
  readonly memory: Memory
  /** Undefined when there is none of this id. */
  readonly server: Server | undefined
  readonly volume: Volume | undefined
  /** Also one that is gone. */
  readonly attachment: Attachment | undefined
  readonly before: Before
  /** Whether the last change that was asked of the volume or server was the same. */
  readonly isRepeated: boolean
}

/** A call that was answered. */
export interface Done extends Moment {
  readonly answer: Answer
}

/** How things were when a call arrived. */
export interface Before {
  readonly volumeStatus: string | undefined
  readonly attachStatus: Volume['attachStatus'] | undefined
  /** Of the volume, the newest first. */
  readonly attachments: readonly Attachment[]
  /** What the server has of the volume. */
  readonly mapping: Mapping | undefined
  /** All volumes of the server. */
  readonly mappings: readonly Mapping[]
  readonly vmState: Server['vmState'] | undefined
  readonly taskState: string | null | undefined
}

export function momentOf(recognised: Recognised, cloud: Insides, memory: Memory): Moment {
  const { store, servers } = cloud
  for (const [id, each] of store.attachments) memory.attachments.set(id, each)
  const attachment = memory.attachments.get(recognised.attachmentId ?? '')
  const volume = store.volumes.get(recognised.volumeId ?? attachment?.volumeId ?? '')
  const server = servers.get(recognised.serverId ?? '')
  const key = keyOf(recognised)
  return {
    ...recognised,
    ...{ cloud, memory, attachment, volume, server },
    before: beforeOf(cloud, server, volume),
    isRepeated: memory.calls.get(idOf(recognised, volume)) === key,
  }
}

function beforeOf({ store }: Insides, server?: Server, volume?: Volume): Before {
  return {
    volumeStatus: volume?.status,
    attachStatus: volume?.attachStatus,
    attachments: volume ? store.attachmentsOf(volume.id) : [],
    mapping: server && volume && findMapping(server, volume.id),
    mappings: server ? server.mappings.filter(({ volumeId }) => volumeId !== null) : [],
    vmState: server?.vmState,
    taskState: server?.taskState,
  }
}

/** What a call is about, as the key of the last one that was accepted. */
export const aboutOf = (operation: string, { volume, server }: Moment): string =>
  `${operation} ${volume?.id ?? server?.id}`

/** Keeps in mind that a call was accepted. */
export function rememberAnswer(moment: Moment, { status }: Answer): void {
  if (status >= 300) return
  const { memory, operation, wanted } = moment
  memory.accepted.set(aboutOf(operation, moment), { at: performance.now(), wanted })
}

/** Keeps in mind what was called, unless it was a look. */
export function remember({ memory, volume, ...recognised }: Moment): void {
  if (/show|list/.test(recognised.operation)) return
  memory.calls.set(idOf(recognised, volume), keyOf(recognised))
}

const idOf = ({ serverId, volumeId }: Recognised, volume: Volume | undefined): string =>
  volume?.id ?? volumeId ?? serverId ?? ''

const keyOf = ({ operation, serverId, volumeId, attachmentId }: Recognised): string =>
  [operation, serverId, volumeId, attachmentId].join()
