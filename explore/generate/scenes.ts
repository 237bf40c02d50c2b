import type { Step } from '../history/step.ts'

export type Op = Step['op']

/** A state of a volume: how it comes about, and what is interesting to happen in it at the same time. */
export interface Scene {
  readonly lead: readonly Op[]
  readonly meet: readonly Op[]
  /**
   * The second half of the lead, and half of the calls that meet, are about the second server, or about
   * another volume.
   */
  readonly second?: 'server' | 'volume'
  /** It needs a volume that may have several attachments. */
  readonly isShared?: true
}

const OF_FREE: readonly Op[] = ['compute.attach', 'block-storage.create', 'volume.delete']
const OF_CLIENT: readonly Op[] = [
  ...OF_FREE,
  'block-storage.update',
  'block-storage.complete',
  'block-storage.delete',
]
const OF_SERVER: readonly Op[] = [
  'compute.attach',
  // Twice, as it matters most.
  'compute.detach',
  'compute.detach',
  'compute.update',
  'block-storage.create',
  'block-storage.delete',
  'server.stop',
  'server.delete',
  'volume.delete',
]

/** Looks at what is changing. */
const LOOKS: readonly Op[] = ['compute.list', 'compute.show', 'block-storage.list']

/** What is tried at the same time, and in which state of the volume. */
export const SCENES: readonly Scene[] = [
  { lead: [], meet: OF_FREE },
  { lead: [], meet: ['compute.attach', 'compute.attach', ...LOOKS] },
  { lead: [], meet: ['compute.attach', 'block-storage.list', 'block-storage.delete'] },
  { lead: ['compute.attach'], meet: ['compute.detach', 'compute.attach', ...LOOKS] },
  // The attachment of a server can be named when a list has shown it.
  { lead: ['compute.attach', 'block-storage.list'], meet: OF_SERVER },
  { lead: ['compute.attach'], meet: ['compute.detach', 'server.shelve', 'server.stop'] },
  { lead: ['compute.attach'], meet: ['compute.detach', 'volume.delete', 'volume.delete'] },
  { lead: ['compute.attach'], meet: ['compute.update', 'compute.update', 'compute.detach'] },
  { lead: ['compute.attach'], second: 'volume', meet: ['compute.attach', 'compute.detach'] },
  { lead: ['compute.attach'], meet: ['compute.swap', 'compute.detach'] },
  { lead: ['compute.attach'], meet: ['compute.swap', 'compute.swap', 'compute.update', ...LOOKS] },
  { lead: ['compute.attach'], meet: ['compute.swap', 'compute.attach', 'volume.delete'] },
  { lead: ['compute.attach'], second: 'volume', meet: ['compute.swap', 'compute.attach'] },
  { lead: ['compute.attach', 'compute.detach'], meet: [...OF_FREE, 'block-storage.delete'] },
  { lead: ['compute.attach', 'compute.attach'], second: 'server', isShared: true, meet: OF_SERVER },
  { lead: ['compute.attach', 'compute.attach'], second: 'volume', meet: OF_SERVER },
  {
    lead: ['compute.attach', 'server.stop'],
    meet: ['compute.attach', 'compute.detach', 'server.start', 'server.delete'],
  },
  { lead: ['server.stop'], meet: ['server.start', 'server.stop', 'compute.attach'] },
  { lead: ['server.stop', 'server.stop'], second: 'server', meet: ['server.start'] },
  {
    lead: ['server.stop', 'compute.attach'],
    second: 'server',
    meet: ['server.start', 'compute.attach', 'compute.detach'],
  },
  {
    lead: ['compute.attach', 'compute.show'],
    meet: ['compute.show', 'compute.show', 'compute.update'],
  },
  { lead: ['block-storage.create'], meet: OF_CLIENT },
  {
    lead: ['block-storage.create', 'block-storage.show'],
    meet: ['block-storage.show', 'block-storage.update', 'block-storage.complete'],
  },
  { lead: ['block-storage.create', 'block-storage.create'], isShared: true, meet: OF_CLIENT },
  { lead: ['block-storage.create', 'block-storage.update'], meet: OF_CLIENT },
  { lead: ['block-storage.create', 'block-storage.complete'], meet: OF_CLIENT },
  {
    lead: ['compute.attach', 'block-storage.create'],
    isShared: true,
    meet: ['compute.detach', 'block-storage.delete', ...OF_CLIENT],
  },
]
