import {
  attachmentsBecome,
  bringBack,
  leaveAttachment,
  loseAttachments,
} from '../acts/attachments.ts'
import { turnFlag } from '../acts/flags.ts'
import { bringLinkBack, forgetLinks, sameDevice } from '../acts/links.ts'
import { serverBecomes } from '../acts/servers.ts'
import { becomes, deleteVolume, volumeComesBack } from '../acts/volumes.ts'
import { accepted, below, every, from, shared, single, withNeighbour } from '../conditions.ts'
import { after, type SequenceFault } from '../fault.ts'
import { staleAnswer } from '../stale-answer.ts'

/** Counters that go wrong at each n-th call, and kept answers that get old. */
export const EVERY_NTH = {
  'nth/attach-not-listed': {
    sentence: 'lists each third volume no more that was attached below 2.101',
    around: after('compute.attach', [accepted, below(101), every(3)], forgetLinks, 'in the end'),
  },
  'nth/attach-new-not-listed': {
    sentence: 'has no attachment of each second volume that was attached from 2.101 on',
    around: after('compute.attach', [accepted, from(101), every(2)], loseAttachments, 'in the end'),
  },
  'nth/attach-shared-reserved': {
    sentence: 'leaves each second volume reserved that may be shared and was attached',
    around: after(
      'compute.attach',
      [accepted, shared, every(2)],
      becomes('reserved'),
      'in the end',
    ),
  },
  'nth/attach-device-wraps': {
    sentence: 'counts devices to two, and gives the first one again after that',
    around: after('compute.attach', [accepted, withNeighbour, every(2)], sameDevice, 'in the end'),
  },
  'nth/attach-forgets-flag': {
    sentence: 'turns delete_on_termination of each third volume over after it was attached',
    around: after('compute.attach', [accepted, every(3)], turnFlag, 'in the end'),
  },
  'nth/attach-breaks-server': {
    sentence: 'puts a server into error at each fifth attach',
    around: after('compute.attach', [accepted, every(5)], serverBecomes('error'), 'in the end'),
  },
  'nth/detach-still-listed': {
    sentence: 'goes on to list each third volume that was detached',
    around: after('compute.detach', [accepted, every(3)], bringLinkBack, 'in the end'),
  },
  'nth/detach-keeps-attachment': {
    sentence: 'makes an attachment again of each second volume that was detached',
    around: after('compute.detach', [accepted, every(2)], leaveAttachment('server'), 'in the end'),
  },
  'nth/detach-deletes': {
    sentence: 'deletes each fourth volume that was detached',
    around: after('compute.detach', [accepted, single, every(4)], deleteVolume, 'in the end'),
  },
  'nth/create-available': {
    sentence: 'makes each fourth volume available again of which a client has made an attachment',
    around: after('block-storage.create', [accepted, every(4)], becomes('available')),
  },
  'nth/create-doubles': {
    sentence: 'makes two attachments at each fifth create',
    around: after('block-storage.create', [accepted, every(5)], leaveAttachment('client')),
  },
  'nth/connect-reserved': {
    sentence: 'leaves each second attachment reserved that is connected',
    around: after('block-storage.update', [accepted, every(2)], attachmentsBecome('reserved')),
  },
  'nth/complete-attaching': {
    sentence: 'leaves the volume of each second attachment attaching that is completed',
    around: after('block-storage.complete', [accepted, every(2)], becomes('attaching')),
  },
  'nth/delete-keeps': {
    sentence: 'keeps each third attachment that is deleted',
    around: after('block-storage.delete', [accepted, every(3)], bringBack),
  },
  'nth/delete-reserved': {
    sentence: 'leaves each fourth volume reserved whose attachment is deleted',
    around: after('block-storage.delete', [accepted, single, every(4)], becomes('reserved')),
  },
  'nth/delete-volume-keeps': {
    sentence: 'keeps each second volume that is deleted',
    around: after('volume.delete', [accepted, every(2)], volumeComesBack, 'in the end'),
  },
  'nth/stop-breaks-server': {
    sentence: 'puts a server into error at each third stop',
    around: after('server.stop', [accepted, every(3)], serverBecomes('error'), 'in the end'),
  },
  'nth/update-turns': {
    sentence: 'turns delete_on_termination over at each second update',
    around: after('compute.update', [accepted, every(2)], turnFlag),
  },
  'stale/list': {
    sentence: 'answers each second list of a server as the first one',
    around: staleAnswer('compute.list', 2),
  },
  'stale/show': {
    sentence: 'answers each third show of a volume at a server as the first one',
    around: staleAnswer('compute.show', 3),
  },
  'stale/list-attachments': {
    sentence: 'answers each third list of the attachments of a volume as the first one',
    around: staleAnswer('block-storage.list', 3),
  },
  'stale/show-attachment': {
    sentence: 'shows an attachment each second time as the first time',
    around: staleAnswer('block-storage.show', 2),
  },
  'stale/show-volume': {
    sentence: 'shows a volume each fourth time as the first time',
    around: staleAnswer('volume.show', 4),
  },
  'stale/show-server': {
    sentence: 'shows a server each third time as the first time',
    around: staleAnswer('server.show', 3),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
