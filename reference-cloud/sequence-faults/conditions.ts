import type { Condition } from './fault.ts'
import { othersThan } from './insides.ts'
import { aboutOf } from './moment.ts'
import type { Operation } from './operation.ts'

export const accepted: Condition = ({ answer }) => answer.status < 300
export const refused: Condition = ({ answer }) => answer.status >= 400
export const answered =
  (...statuses: number[]): Condition =>
  ({ answer }) =>
    statuses.includes(answer.status)

/** The same call once more. */
export const repeated: Condition = ({ isRepeated }) => isRepeated

export const not =
  (condition: Condition): Condition =>
  (done) =>
    !condition(done)

/** Only each n-th time that all conditions before it hold. */
export const every =
  (n: number): Condition =>
  ({ memory }) =>
    memory.count('all') % n === 0

/** The status of the volume when the call arrived. */
export const whileVolumeIs =
  (...statuses: string[]): Condition =>
  ({ before }) =>
    statuses.includes(before.volumeStatus ?? 'gone')

/** Its status when something happens: after the call, or later. */
export const shared: Condition = ({ volume }) => volume?.multiattach === true
export const single: Condition = ({ volume }) => volume?.multiattach === false
export const hasVolume: Condition = ({ volume }) => volume !== undefined
export const hasServer: Condition = ({ server }) => server !== undefined

/** The server has the volume, or is getting it. */
export const linked: Condition = ({ before }) => before.mapping !== undefined

/** The server has another volume. */
export const withNeighbour: Condition = ({ before, volume }) =>
  before.mappings.some(({ volumeId }) => volumeId !== volume?.id)

/** A volume of the server is still being attached; `other`: another one than that of the call. */
export const whileAttaching =
  (which: 'any' | 'other' = 'any'): Condition =>
  ({ before, cloud, volume }) =>
    before.mappings.some(({ volumeId, attachmentId }) => {
      const attachment = cloud.store.attachments.get(attachmentId ?? '')
      const isOther = which === 'any' || volumeId !== volume?.id
      return isOther && attachment?.status !== 'attached'
    })

/** A volume of the server is being detached. */
export const whileDetaching: Condition = ({ before, cloud }) =>
  before.mappings.some(
    ({ volumeId }) => cloud.store.volumes.get(volumeId ?? '')?.status === 'detaching',
  )

export const whileServerIs =
  (...states: string[]): Condition =>
  ({ before }) =>
    states.includes(before.vmState ?? 'gone')

/** Another server has volumes. */
export const othersHave: Condition = ({ cloud, server }) =>
  othersThan(cloud, server).some(({ mappings }) => mappings.some(({ volumeId }) => volumeId))

/** The volume had attachments that clients have made, or that servers have. */
export const heldBy =
  (who: 'client' | 'server'): Condition =>
  ({ before }) =>
    before.attachments.some(({ instanceId }) => (instanceId === null) === (who === 'client'))

export const marked =
  (mark: string): Condition =>
  ({ memory, volume, server }) =>
    memory.marks.get(volume?.id ?? server?.id ?? '') === mark

export const from =
  (minor: number): Condition =>
  (done) =>
    done.minor >= minor

export const below =
  (minor: number): Condition =>
  (done) =>
    done.minor < minor

/** How soon a change comes after another one that is slower, in ms. */
const SOON_MS = 400

/** The volume, or the server where there is none, was just changed by this operation. */
export const soonAfter =
  (operation: Operation): Condition =>
  (done) => {
    const { at = Number.NEGATIVE_INFINITY } =
      done.memory.accepted.get(aboutOf(operation, done)) ?? {}
    return performance.now() - at <= SOON_MS
  }
