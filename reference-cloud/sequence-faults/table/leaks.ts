import { neighbourGetsOn, neighbourLosesAttachments } from '../acts/attachments.ts'
import { turnFlagElsewhere, turnFlagOfNeighbour } from '../acts/flags.ts'
import { detachFromOthers, detachNeighbour } from '../acts/links.ts'
import { deleteOtherServer, otherServersBecome } from '../acts/servers.ts'
import { neighbourBecomes } from '../acts/volumes.ts'
import {
  accepted,
  from,
  hasVolume,
  othersHave,
  shared,
  single,
  withNeighbour,
} from '../conditions.ts'
import { after, type SequenceFault } from '../fault.ts'

const volumeThere = [accepted, hasVolume]

/** Changes of one server or volume that change another one. */
export const LEAKS = {
  'leak/detach-from-others': {
    sentence: 'detaches a shared volume from all servers when one lets it go',
    around: after(
      'compute.detach',
      [accepted, shared, othersHave],
      detachFromOthers('volume'),
      'in the end',
    ),
  },
  'leak/detach-takes-neighbour': {
    sentence: 'detaches another volume of the server along with the one that is asked for',
    around: after('compute.detach', [accepted, withNeighbour], detachNeighbour, 'in the end'),
  },
  'leak/delete-server-from-others': {
    sentence: 'detaches the volumes of all servers when one is deleted',
    around: after('server.delete', [accepted, othersHave], detachFromOthers('all')),
  },
  'leak/stop-from-others': {
    sentence: 'detaches the volumes of the other servers when one is stopped',
    around: after('server.stop', [accepted, othersHave], detachFromOthers('all')),
  },
  'leak/start-from-others': {
    sentence: 'detaches the volumes of the other servers when one is started',
    around: after('server.start', [accepted, othersHave], detachFromOthers('all')),
  },
  'leak/stop-stops-others': {
    sentence: 'stops the other servers along with one',
    around: after('server.stop', accepted, otherServersBecome('stopped')),
  },
  'leak/start-starts-others': {
    sentence: 'starts the other servers along with one',
    around: after('server.start', accepted, otherServersBecome('active')),
  },
  'leak/delete-server-deletes-other': {
    sentence: 'deletes another server along with one',
    around: after('server.delete', accepted, deleteOtherServer),
  },
  'leak/delete-server-stops-others': {
    sentence: 'stops the other servers when one is deleted',
    around: after('server.delete', accepted, otherServersBecome('stopped')),
  },
  'leak/attach-reserves-neighbour': {
    sentence: 'reserves another volume along with one that it attaches',
    around: after('compute.attach', [accepted, single], neighbourBecomes('reserved')),
  },
  'leak/detach-frees-neighbour': {
    sentence: 'makes another volume available when one is detached',
    around: after('compute.detach', accepted, neighbourBecomes('available')),
  },
  'leak/create-reserves-neighbour': {
    sentence: 'reserves another volume along with one of which an attachment is made',
    around: after('block-storage.create', accepted, neighbourBecomes('reserved')),
  },
  'leak/connect-connects-neighbour': {
    sentence: 'connects the reserved attachments of another volume along with one',
    around: after('block-storage.update', accepted, neighbourGetsOn('attaching')),
  },
  'leak/complete-completes-neighbour': {
    sentence: 'completes the reserved attachments of another volume along with one',
    around: after('block-storage.complete', volumeThere, neighbourGetsOn('attached')),
  },
  'leak/delete-takes-neighbours': {
    sentence: 'deletes the attachments that clients have made of another volume along with one',
    around: after('block-storage.delete', accepted, neighbourLosesAttachments),
  },
  'leak/delete-frees-neighbour': {
    sentence: 'makes another volume available when an attachment of one is deleted',
    around: after('block-storage.delete', accepted, neighbourBecomes('available')),
  },
  'leak/delete-volume-takes-neighbours': {
    sentence: 'deletes the attachments of another volume along with a volume',
    around: after('volume.delete', accepted, neighbourLosesAttachments),
  },
  'leak/delete-volume-deletes-neighbour': {
    sentence: 'leaves another volume deleting along with one',
    around: after('volume.delete', accepted, neighbourBecomes('deleting')),
  },
  'leak/update-turns-neighbour': {
    sentence: 'turns delete_on_termination of another volume of the server along with one',
    around: after('compute.update', [accepted, withNeighbour], turnFlagOfNeighbour),
  },
  'leak/update-turns-elsewhere': {
    sentence: 'turns delete_on_termination of a shared volume at another server along with one',
    around: after('compute.update', [accepted, shared], turnFlagElsewhere),
  },
  'leak/attach-turns-neighbour': {
    sentence:
      'turns delete_on_termination of the volumes that a server has when it gets another one',
    around: after('compute.attach', [accepted, withNeighbour], turnFlagOfNeighbour),
  },
  'leak/attach-turns-elsewhere': {
    sentence: 'turns delete_on_termination of a shared volume when a second server gets it',
    around: after('compute.attach', [accepted, shared, othersHave], turnFlagElsewhere),
  },
  'leak/attach-new-takes-neighbour': {
    sentence: 'detaches another volume of the server that gets one, from 2.101 on',
    around: after('compute.attach', [accepted, from(101), withNeighbour], detachNeighbour),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
