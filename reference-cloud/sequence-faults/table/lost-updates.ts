import { attachmentsBecome } from '../acts/attachments.ts'
import { writeFlag } from '../acts/flags.ts'
import { serverBecomes } from '../acts/servers.ts'
import { becomes } from '../acts/volumes.ts'
import { accepted, from, shared, single } from '../conditions.ts'
import { after, type SequenceFault } from '../fault.ts'

/** A slow change writes over a later one: how much later it writes, in ms. */
const SLOW_MS = 40

/** What a slower change has written over a later one. */
export const LOST_UPDATES = {
  'lost/create-over-delete': {
    sentence: 'reserves a volume for a second time after the attachment was deleted',
    around: after('block-storage.create', accepted, becomes('reserved', 'available'), SLOW_MS),
  },
  'lost/create-over-complete': {
    sentence: 'reserves a volume for a second time after its attachment was completed',
    around: after('block-storage.create', accepted, becomes('reserved', 'in-use'), SLOW_MS),
  },
  'lost/create-over-connect': {
    sentence: 'makes an attachment reserved again that was connected soon after its creation',
    around: after(
      'block-storage.create',
      accepted,
      attachmentsBecome('reserved', 'attaching'),
      SLOW_MS,
    ),
  },
  'lost/connect-over-delete': {
    sentence: 'shows a volume attaching whose attachment was deleted soon after it was connected',
    around: after('block-storage.update', accepted, becomes('attaching', 'available'), SLOW_MS),
  },
  'lost/connect-over-complete': {
    sentence: 'shows an attachment attaching that was completed soon after it was connected',
    around: after(
      'block-storage.update',
      accepted,
      attachmentsBecome('attaching', 'attached'),
      SLOW_MS,
    ),
  },
  'lost/complete-over-delete': {
    sentence: 'shows a volume in use whose attachment was deleted soon after it was completed',
    around: after('block-storage.complete', accepted, becomes('in-use', 'available'), SLOW_MS),
  },
  'lost/complete-over-connect': {
    sentence: 'completes an attachment again that was connected anew soon after',
    around: after(
      'block-storage.complete',
      accepted,
      attachmentsBecome('attached', 'attaching'),
      SLOW_MS,
    ),
  },
  'lost/delete-over-create': {
    sentence:
      'makes a volume available again that was reserved soon after an attachment was deleted',
    around: after('block-storage.delete', accepted, becomes('available', 'reserved'), SLOW_MS),
  },
  'lost/delete-over-attach': {
    sentence:
      'makes a volume available again that was attached soon after an attachment was deleted',
    around: after('block-storage.delete', accepted, becomes('available', 'in-use'), SLOW_MS),
  },
  'lost/delete-over-delete-volume': {
    sentence: 'keeps a volume that is being deleted when the delete of its attachment ends late',
    around: after('block-storage.delete', accepted, becomes('available', 'deleting'), 8),
  },
  'lost/attach-over-detach': {
    sentence: 'shows a volume in use that was detached soon after it was attached',
    around: after('compute.attach', accepted, becomes('in-use', 'available'), 45),
  },
  'lost/attach-over-shared-attach': {
    sentence: 'reserves a volume again that is in use at a second server since',
    around: after('compute.attach', [accepted, shared], becomes('reserved', 'in-use'), SLOW_MS),
  },
  'lost/attach-new-over-detach': {
    sentence: 'shows a volume attaching from 2.101 on that was detached soon after the attach',
    around: after('compute.attach', [accepted, from(101)], becomes('attaching', 'available'), 40),
  },
  'lost/detach-over-attach': {
    sentence: 'makes a volume available that was attached again soon after a detach',
    around: after(
      'compute.detach',
      [accepted, single],
      becomes('available', 'reserved', 'attaching', 'in-use'),
      SLOW_MS,
    ),
  },
  'lost/detach-over-create': {
    sentence: 'shows a volume detaching that a client has reserved soon after a detach',
    around: after('compute.detach', accepted, becomes('detaching', 'reserved'), 40),
  },
  'lost/detach-over-delete-volume': {
    sentence: 'keeps a volume that was to be deleted soon after a detach',
    around: after('compute.detach', accepted, becomes('available', 'deleting'), 30),
  },
  'lost/stop-over-start': {
    sentence: 'stops a server again that was started soon after a stop',
    around: after('server.stop', accepted, serverBecomes('stopped', 'active'), SLOW_MS),
  },
  'lost/start-over-stop': {
    sentence: 'starts a server again that was stopped soon after a start',
    around: after('server.start', accepted, serverBecomes('active', 'stopped'), SLOW_MS),
  },
  'lost/update-over-update': {
    sentence: 'writes delete_on_termination of an earlier update over that of a later one',
    around: after('compute.update', accepted, writeFlag, SLOW_MS),
  },
  'lost/attach-over-update': {
    sentence: 'writes delete_on_termination of an attach over that of an update',
    around: after('compute.attach', accepted, writeFlag, 40),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
