import { attachmentsBecome } from '../acts/attachments.ts'
import { writeFlagOf } from '../acts/flags.ts'
import { serverBecomes } from '../acts/servers.ts'
import { becomes, volumeComesBack } from '../acts/volumes.ts'
import { accepted, from, shared, single, soonAfter } from '../conditions.ts'
import { type Around, after, type Condition, type Effect, type SequenceFault } from '../fault.ts'
import type { Operation } from '../operation.ts'

/** The slower change has ended after the faster one, and its effect is what stays. */
const over = (
  slow: Operation,
  fast: Operation,
  effect: Effect,
  ...conditions: readonly Condition[]
): Around => after(fast, [accepted, soonAfter(slow), ...conditions], effect, whenOf(fast))

/** Block Storage makes changes of attachments before it answers. */
const whenOf = (operation: Operation) =>
  operation.startsWith('block-storage.') || operation === 'compute.update'
    ? 'at once'
    : 'in the end'

/** What a slower change has written over a later one. */
export const LOST_UPDATES = {
  'lost/create-over-delete': {
    sentence: 'leaves a volume reserved whose attachment is deleted soon after its creation',
    around: over(
      ...(['block-storage.create', 'block-storage.delete'] as const),
      becomes('reserved', 'available'),
    ),
  },
  'lost/create-over-complete': {
    sentence: 'leaves a volume reserved whose attachment is completed soon after its creation',
    around: over(
      ...(['block-storage.create', 'block-storage.complete'] as const),
      becomes('reserved', 'in-use'),
    ),
  },
  'lost/create-over-connect': {
    sentence: 'leaves an attachment reserved that is connected soon after its creation',
    around: over(
      ...(['block-storage.create', 'block-storage.update'] as const),
      attachmentsBecome('reserved', 'attaching'),
    ),
  },
  'lost/connect-over-delete': {
    sentence: 'leaves a volume attaching whose attachment is deleted soon after it was connected',
    around: over(
      ...(['block-storage.update', 'block-storage.delete'] as const),
      becomes('attaching', 'available'),
    ),
  },
  'lost/connect-over-complete': {
    sentence: 'leaves an attachment attaching that is completed soon after it was connected',
    around: over(
      ...(['block-storage.update', 'block-storage.complete'] as const),
      attachmentsBecome('attaching', 'attached'),
    ),
  },
  'lost/complete-over-delete': {
    sentence: 'leaves a volume in use whose attachment is deleted soon after it was completed',
    around: over(
      ...(['block-storage.complete', 'block-storage.delete'] as const),
      becomes('in-use', 'available'),
    ),
  },
  'lost/complete-over-connect': {
    sentence: 'leaves an attachment attached that is connected anew soon after it was completed',
    around: over(
      ...(['block-storage.complete', 'block-storage.update'] as const),
      attachmentsBecome('attached', 'attaching'),
    ),
  },
  'lost/delete-over-create': {
    sentence: 'makes a volume available that is reserved soon after another attachment was deleted',
    around: over(
      ...(['block-storage.delete', 'block-storage.create'] as const),
      becomes('available', 'reserved'),
    ),
  },
  'lost/delete-over-attach': {
    sentence: 'makes a volume available that is attached soon after an attachment was deleted',
    around: over(
      ...(['block-storage.delete', 'compute.attach'] as const),
      becomes('available', 'in-use'),
    ),
  },
  'lost/attach-over-detach': {
    sentence: 'leaves a volume in use that is detached soon after it was attached',
    around: over(
      ...(['compute.attach', 'compute.detach'] as const),
      becomes('in-use', 'available'),
    ),
  },
  'lost/attach-over-shared-attach': {
    sentence: 'leaves a shared volume reserved that a second server gets soon after the first',
    around: over(
      ...(['compute.attach', 'compute.attach'] as const),
      becomes('reserved', 'in-use'),
      shared,
    ),
  },
  'lost/detach-over-attach': {
    sentence: 'makes a volume available that is attached again soon after a detach',
    around: over(
      ...(['compute.detach', 'compute.attach'] as const),
      becomes('available', 'in-use'),
      single,
    ),
  },
  'lost/detach-over-attach-new': {
    sentence: 'leaves a volume detaching that is attached again from 2.101 on soon after a detach',
    around: over(
      ...(['compute.detach', 'compute.attach'] as const),
      becomes('detaching', 'in-use'),
      from(101),
    ),
  },
  'lost/detach-over-create': {
    sentence: 'leaves a volume detaching that a client reserves soon after a detach',
    around: over(
      ...(['compute.detach', 'block-storage.create'] as const),
      becomes('detaching', 'reserved'),
    ),
  },
  'lost/detach-over-delete-volume': {
    sentence: 'keeps a volume that is to be deleted soon after a detach',
    around: over(...(['compute.detach', 'volume.delete'] as const), volumeComesBack),
  },
  'lost/delete-over-delete-volume': {
    sentence: 'keeps a volume that is to be deleted soon after the delete of an attachment',
    around: over(...(['block-storage.delete', 'volume.delete'] as const), volumeComesBack),
  },
  'lost/stop-over-start': {
    sentence: 'stops a server that is started soon after a stop',
    around: over(...(['server.stop', 'server.start'] as const), serverBecomes('stopped', 'active')),
  },
  'lost/start-over-stop': {
    sentence: 'starts a server that is stopped soon after a start',
    around: over(...(['server.start', 'server.stop'] as const), serverBecomes('active', 'stopped')),
  },
  'lost/update-over-update': {
    sentence: 'keeps delete_on_termination of the first of two updates that follow each other soon',
    around: over(...(['compute.update', 'compute.update'] as const), writeFlagOf('compute.update')),
  },
  'lost/attach-over-update': {
    sentence: 'keeps delete_on_termination of an attach over that of an update soon after it',
    around: over(...(['compute.attach', 'compute.update'] as const), writeFlagOf('compute.attach')),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
