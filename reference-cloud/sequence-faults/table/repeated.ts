import {
  attachmentsBecome,
  bringBack,
  leaveAttachment,
  loseAttachments,
} from '../acts/attachments.ts'
import { turnFlag } from '../acts/flags.ts'
import { detachNeighbour, forgetLinks, sameDevice } from '../acts/links.ts'
import { serverBecomes, serverComesBack } from '../acts/servers.ts'
import { becomes, volumeComesBack } from '../acts/volumes.ts'
import {
  accepted,
  hasServer,
  hasVolume,
  linked,
  refused,
  repeated,
  whileVolumeIs,
  withNeighbour,
} from '../conditions.ts'
import { after, type SequenceFault } from '../fault.ts'

/** What the same call does when it comes a second time, and looks that change something. */
export const REPEATED = {
  'repeated/detach-takes-neighbour': {
    sentence: 'detaches another volume of the server when a detach comes twice',
    around: after('compute.detach', [refused, repeated, withNeighbour], detachNeighbour),
  },
  'repeated/detach-reserves': {
    sentence: 'leaves a volume reserved whose detach comes twice',
    around: after('compute.detach', [refused, repeated, hasVolume], becomes('reserved')),
  },
  'repeated/attach-doubles': {
    sentence: 'makes a second attachment when an attach comes twice',
    around: after('compute.attach', [refused, repeated, linked], leaveAttachment('server')),
  },
  'repeated/attach-detaches': {
    sentence: 'lists a volume no more whose attach comes twice',
    around: after('compute.attach', [refused, repeated, linked], forgetLinks),
  },
  'repeated/complete-turns-back': {
    sentence: 'shows an attachment attaching that is completed twice',
    around: after('block-storage.complete', [accepted, repeated], attachmentsBecome('attaching')),
  },
  'repeated/complete-doubles': {
    sentence: 'makes another attachment when one is completed twice',
    around: after('block-storage.complete', [accepted, repeated], leaveAttachment('client')),
  },
  'repeated/connect-turns-back': {
    sentence: 'shows an attachment reserved that is connected twice',
    around: after('block-storage.update', [accepted, repeated], attachmentsBecome('reserved')),
  },
  'repeated/connect-frees': {
    sentence: 'makes a volume available whose attachment is connected twice',
    around: after('block-storage.update', [accepted, repeated], becomes('available')),
  },
  'repeated/delete-brings-back': {
    sentence: 'brings an attachment back that is deleted twice',
    around: after('block-storage.delete', [refused, repeated], bringBack),
  },
  'repeated/update-turns-flag': {
    sentence: 'turns delete_on_termination over when an update comes twice',
    around: after('compute.update', [accepted, repeated], turnFlag),
  },
  'repeated/delete-volume-comes-back': {
    sentence: 'keeps a volume whose delete comes twice',
    around: after(
      'volume.delete',
      [refused, repeated, whileVolumeIs('deleting')],
      volumeComesBack,
      'in the end',
    ),
  },
  'repeated/delete-server-comes-back': {
    sentence: 'keeps a server whose delete comes twice',
    around: after('server.delete', [accepted, repeated, hasServer], serverComesBack, 'in the end'),
  },
  'repeated/stop-breaks': {
    sentence: 'puts a server into error that is stopped twice',
    around: after('server.stop', [refused, repeated, hasServer], serverBecomes('error')),
  },
  'look/show-attachment-completes': {
    sentence: 'completes an attachment that is shown while it is attaching',
    around: after(
      'block-storage.show',
      [accepted, ({ attachment }) => attachment?.instanceId === null],
      attachmentsBecome('attached', 'attaching'),
    ),
  },
  'look/list-attachments-frees': {
    sentence: 'makes a reserved volume available whose attachments are listed',
    around: after(
      'block-storage.list',
      [accepted, whileVolumeIs('reserved')],
      becomes('available'),
    ),
  },
  'look/show-volume-frees': {
    sentence: 'deletes the attachments of a volume that is shown while it is attaching',
    around: after('volume.show', [accepted, whileVolumeIs('attaching')], loseAttachments),
  },
  'look/list-shares-device': {
    sentence: 'gives two volumes one device when they are listed while one is being attached',
    around: after('compute.show', [accepted, linked, withNeighbour], sameDevice),
  },
  'look/show-turns-flag': {
    sentence: 'turns delete_on_termination of a volume over that is shown',
    around: after('compute.show', accepted, turnFlag),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
