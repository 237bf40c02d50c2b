import {
  attachmentsBecome,
  bringBack,
  leaveAttachment,
  loseAttachments,
  loseNewestAttachment,
} from '../acts/attachments.ts'
import { turnFlagElsewhere, turnFlagOfNeighbour } from '../acts/flags.ts'
import { detachAll, detachFromOthers, forgetLinks, leaveLink, sameDevice } from '../acts/links.ts'
import { otherServersBecome, serverBecomes } from '../acts/servers.ts'
import { becomes, deleteVolume } from '../acts/volumes.ts'
import {
  answered,
  below,
  from,
  hasServer,
  heldBy,
  linked,
  not,
  othersHave,
  refused,
  shared,
  whileServerIs,
  whileVolumeIs,
  withNeighbour,
} from '../conditions.ts'
import { after, type SequenceFault } from '../fault.ts'

const HELD = whileVolumeIs('reserved', 'attaching', 'in-use')

/** Effects of calls that were refused. */
export const REFUSED_EFFECTS = {
  'refused/detach-frees': {
    sentence: 'makes a volume available that it refuses to detach',
    around: after('compute.detach', [refused, HELD], becomes('available')),
  },
  'refused/detach-forgets': {
    sentence: 'lists a volume no more that it refuses to detach',
    around: after('compute.detach', [refused, linked], forgetLinks),
  },
  'refused/detach-loses-attachment': {
    sentence: 'deletes the attachments of a volume that it refuses to detach',
    around: after('compute.detach', [refused, linked], loseAttachments),
  },
  'refused/detach-takes-elsewhere': {
    sentence: 'detaches a volume from another server than the one that has not got it',
    around: after('compute.detach', [refused, not(linked), othersHave], detachFromOthers('volume')),
  },
  'refused/detach-stays-detaching': {
    sentence: 'leaves a volume detaching that it refuses to detach from a server without it',
    around: after('compute.detach', [refused, not(linked), HELD], becomes('detaching')),
  },
  'refused/detach-stops-server': {
    sentence: 'stops a server of which it refuses to detach a volume',
    around: after('compute.detach', [refused, hasServer], serverBecomes('stopped', 'active')),
  },
  'refused/attach-reserves': {
    sentence: 'reserves a volume that it refuses to attach because of the server',
    around: after(
      'compute.attach',
      [answered(404, 409), whileVolumeIs('available')],
      becomes('reserved'),
    ),
  },
  'refused/attach-early-reserves': {
    sentence: 'keeps a reservation of a shared volume that it refuses below 2.60',
    around: after(
      'compute.attach',
      [refused, shared, below(60), whileVolumeIs('available', 'in-use')],
      leaveAttachment('server'),
    ),
  },
  'refused/attach-leaves-link': {
    sentence: 'lists a volume for a server to which it refuses to attach it',
    around: after('compute.attach', [refused, hasServer, not(linked)], leaveLink),
  },
  'refused/attach-leaves-attachment': {
    sentence: 'keeps an attachment for a server to which it refuses to attach a volume',
    around: after('compute.attach', [refused, hasServer, not(linked)], leaveAttachment('server')),
  },
  'refused/attach-frees': {
    sentence: 'makes a volume available that it refuses to attach because it has an attachment',
    around: after('compute.attach', [refused, HELD], becomes('available')),
  },
  'refused/attach-loses-attachment': {
    sentence: 'deletes the attachments of a volume that it refuses to attach a second time',
    around: after('compute.attach', [refused, linked], loseAttachments),
  },
  'refused/attach-takes-elsewhere': {
    sentence: 'detaches a volume from the server that has it when another one asks in vain',
    around: after('compute.attach', [refused, not(linked), othersHave], detachFromOthers('volume')),
  },
  'refused/attach-shares-device': {
    sentence: 'gives a volume the device of another one when it is attached a second time in vain',
    around: after('compute.attach', [refused, linked, withNeighbour], sameDevice),
  },
  'refused/create-leaves-attachment': {
    sentence: 'keeps the attachment of a create that it refuses',
    around: after('block-storage.create', [refused, HELD], leaveAttachment('client')),
  },
  'refused/create-frees': {
    sentence: 'makes a volume available of which it refuses a second attachment',
    around: after('block-storage.create', [refused, HELD], becomes('available')),
  },
  'refused/create-loses-attachment': {
    sentence: 'deletes the newest attachment of a volume when another one is refused',
    around: after('block-storage.create', [refused, HELD], loseNewestAttachment),
  },
  'refused/create-stays-attaching': {
    sentence: 'leaves a volume attaching of which it refuses a second attachment',
    around: after(
      'block-storage.create',
      [refused, whileVolumeIs('reserved', 'in-use')],
      becomes('attaching'),
    ),
  },
  'refused/connect-brings-back': {
    sentence: 'brings an attachment back that is gone when somebody wants to connect it',
    around: after('block-storage.update', answered(404), bringBack),
  },
  'refused/connect-stays-attaching': {
    sentence: 'leaves the volume of an attachment attaching that is gone and cannot be connected',
    around: after('block-storage.update', answered(404), becomes('attaching')),
  },
  'refused/complete-in-use': {
    sentence: 'shows the volume of an attachment in use that is gone and cannot be completed',
    around: after('block-storage.complete', answered(404), becomes('in-use')),
  },
  'refused/complete-completes-others': {
    sentence: 'completes the other attachments of a volume in place of one that is gone',
    around: after(
      'block-storage.complete',
      [answered(404), heldBy('client')],
      attachmentsBecome('attached', 'reserved', 'attaching'),
    ),
  },
  'refused/delete-frees': {
    sentence: 'makes a volume available when an older attachment of it is deleted again',
    around: after('block-storage.delete', [answered(404), HELD], becomes('available')),
  },
  'refused/delete-takes-newest': {
    sentence: 'deletes the newest attachment of a volume in place of one that is gone',
    around: after('block-storage.delete', [answered(404), HELD], loseNewestAttachment),
  },
  'refused/delete-of-server-takes': {
    sentence: 'deletes an attachment although it refuses that because a server uses it',
    around: after('block-storage.delete', answered(409), loseNewestAttachment),
  },
  'refused/delete-of-server-forgets': {
    sentence:
      'lists a volume no more whose attachment it refuses to delete because a server uses it',
    around: after('block-storage.delete', answered(409), forgetLinks),
  },
  'refused/delete-of-server-detaching': {
    sentence: 'leaves a volume detaching whose attachment it refuses to delete',
    around: after('block-storage.delete', answered(409), becomes('detaching')),
  },
  'refused/delete-volume-deletes': {
    sentence: 'deletes a volume a moment after it has refused to',
    around: after('volume.delete', [refused, HELD], deleteVolume, 'in the end'),
  },
  'refused/delete-volume-loses-attachments': {
    sentence: 'deletes the attachments of a volume that it refuses to delete',
    around: after('volume.delete', [refused, HELD], loseAttachments),
  },
  'refused/delete-volume-stays-deleting': {
    sentence: 'leaves a volume deleting that it refuses to delete',
    around: after('volume.delete', [refused, HELD], becomes('deleting')),
  },
  'refused/delete-volume-forgets': {
    sentence: 'lists a volume of a server no more that it refuses to delete',
    around: after('volume.delete', [refused, heldBy('server')], forgetLinks),
  },
  'refused/update-turns-neighbour': {
    sentence: 'turns delete_on_termination of another volume when it refuses an update',
    around: after('compute.update', [refused, withNeighbour], turnFlagOfNeighbour),
  },
  'refused/update-turns-elsewhere': {
    sentence:
      'turns delete_on_termination of a volume at the server that has it, not the one asked',
    around: after('compute.update', [refused, not(linked)], turnFlagElsewhere),
  },
  'refused/stop-detaches': {
    sentence: 'detaches all volumes of a stopped server that is to be stopped again',
    around: after('server.stop', [answered(409), hasServer], detachAll),
  },
  'refused/stop-starts': {
    sentence: 'starts a stopped server that is to be stopped again',
    around: after(
      'server.stop',
      [answered(409), whileServerIs('stopped')],
      serverBecomes('active', 'stopped'),
    ),
  },
  'refused/start-stops-others': {
    sentence: 'stops the other servers when it refuses to start a running one',
    around: after('server.start', answered(409), otherServersBecome('stopped')),
  },
  'refused/attach-new-leaves-link': {
    sentence: 'lists a volume from 2.101 on for a server that is busy and may not have it',
    around: after('compute.attach', [answered(409), from(101), not(linked)], leaveLink),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
