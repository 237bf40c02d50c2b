import { bringAllBack, leaveAttachment } from '../acts/attachments.ts'
import {
  bringLinkBack,
  bringLinksBack,
  detachingComesBack,
  forgetComing,
  forgetFirst,
  forgetLinks,
  leaveLink,
  sameDevice,
} from '../acts/links.ts'
import { serverBecomes } from '../acts/servers.ts'
import { becomes, mark } from '../acts/volumes.ts'
import {
  accepted,
  every,
  from,
  hasVolume,
  heldBy,
  linked,
  marked,
  refused,
  shared,
  single,
  whileAttaching,
  whileDetaching,
  whileVolumeIs,
  withNeighbour,
} from '../conditions.ts'
import { after, both, type SequenceFault } from '../fault.ts'

/** What stays when changes meet, or what an earlier change leaves for a later one. */
export const GHOSTS = {
  'ghost/delete-server-while-detaching': {
    sentence: 'leaves volumes detaching whose server is deleted meanwhile',
    around: after(
      'server.delete',
      [accepted, whileDetaching],
      ({ cloud, before }) => {
        const ids = before.mappings.map(({ volumeId }) => volumeId)
        const volumes = ids.flatMap((id) => cloud.store.volumes.get(id ?? '') ?? [])
        for (const volume of volumes) cloud.volumes.set(volume, 'detaching')
      },
      'in the end',
    ),
  },
  'ghost/stop-while-attaching': {
    sentence: 'forgets volumes that are being attached to a server when it is stopped',
    around: after('server.stop', [accepted, whileAttaching()], forgetComing),
  },
  'ghost/start-while-attaching': {
    sentence: 'forgets volumes that are being attached to a server when it is started',
    around: after('server.start', [accepted, whileAttaching()], forgetComing),
  },
  'ghost/delete-attachment-while-attaching': {
    sentence: 'goes on to list a volume whose attachment was deleted while it was being attached',
    around: after(
      'block-storage.delete',
      [accepted, heldBy('server')],
      bringLinksBack,
      'in the end',
    ),
  },
  'ghost/detach-while-attaching': {
    sentence: 'forgets a volume that is being attached when it is to be detached too early',
    around: after(
      'compute.detach',
      [refused, linked, whileVolumeIs('reserved', 'attaching')],
      forgetLinks,
    ),
  },
  'ghost/attach-while-other-attaches': {
    sentence:
      'loses the attachment of a volume when another one is attached to the server meanwhile',
    around: after('compute.attach', [accepted, whileAttaching('other')], forgetFirst),
  },
  'ghost/attach-while-other-detaches': {
    sentence:
      'keeps a volume attached to a server that gets another one while that one is detached',
    around: after('compute.attach', [accepted, whileDetaching], detachingComesBack, 'in the end'),
  },
  'ghost/detach-while-other-detaches': {
    sentence: 'leaves the second volume detaching of two that are detached at the same time',
    around: after(
      'compute.detach',
      [accepted, whileDetaching],
      ({ cloud, volume }) => volume && cloud.volumes.set(volume, 'detaching'),
      'in the end',
    ),
  },
  'ghost/stop-while-detaching': {
    sentence: 'attaches a volume again whose server is stopped while it is being detached',
    around: after('server.stop', [accepted, whileDetaching], detachingComesBack, 'in the end'),
  },
  'ghost/attach-after-refused-attach': {
    sentence: 'leaves a volume reserved by an attach that comes after one that was refused',
    around: both(
      after('compute.attach', [accepted, marked('refused')], becomes('reserved'), 'in the end'),
      after('compute.attach', [refused, hasVolume], mark('refused')),
    ),
  },
  'ghost/attach-after-client': {
    sentence: 'makes a second attachment by an attach of a volume that a client has had before',
    around: both(
      after(
        'compute.attach',
        [accepted, marked('client')],
        leaveAttachment('server'),
        'in the end',
      ),
      after('block-storage.delete', [accepted, hasVolume], mark('client')),
    ),
  },
  'ghost/client-after-detach': {
    sentence: 'keeps the attachment that a client deletes of a volume that a server has had before',
    around: both(
      after('block-storage.delete', [accepted, marked('detached')], bringAllBack),
      after('compute.detach', [accepted, hasVolume], mark('detached')),
    ),
  },
  'ghost/attach-after-detach': {
    sentence: 'leaves a volume attaching that is attached again after a detach',
    around: both(
      after('compute.attach', [accepted, marked('detached')], becomes('attaching'), 'in the end'),
      after('compute.detach', [accepted, hasVolume], mark('detached')),
    ),
  },
  'ghost/device-after-detach': {
    sentence: 'gives a volume that is attached after a detach the device of another one',
    around: both(
      after('compute.attach', [accepted, withNeighbour, marked('free')], sameDevice, 'in the end'),
      after('compute.detach', accepted, mark('free')),
    ),
  },
  'ghost/attach-after-stop': {
    sentence: 'makes no attachment of a volume that is attached to a stopped server',
    around: after(
      'compute.attach',
      [accepted, ({ before }) => before.vmState === 'stopped'],
      ({ cloud, volume }) => {
        const all = volume ? cloud.store.attachmentsOf(volume.id) : []
        for (const one of all) cloud.attachments.remove(one)
      },
      'in the end',
    ),
  },
  'ghost/detach-from-stopped': {
    sentence: 'leaves a volume reserved that is detached from a stopped server',
    around: after(
      'compute.detach',
      [accepted, single, ({ before }) => before.vmState === 'stopped'],
      becomes('reserved'),
      'in the end',
    ),
  },
  'ghost/attach-new-refused-later': {
    sentence: 'lists a volume from 2.101 on that could not be attached after the answer',
    around: after(
      'compute.attach',
      [accepted, from(101), whileVolumeIs('reserved', 'attaching', 'deleting')],
      leaveLink,
      'in the end',
    ),
  },
  'ghost/shared-detach-elsewhere': {
    sentence: 'lists a shared volume again that was detached while another server has it',
    around: after(
      'compute.detach',
      [accepted, shared, ({ before }) => before.attachments.length > 1],
      bringLinkBack,
      'in the end',
    ),
  },
  'ghost/second-server-in-error': {
    sentence: 'puts a server into error to which a volume is attached that another server had',
    around: both(
      after(
        'compute.attach',
        [accepted, marked('detached'), every(2)],
        serverBecomes('error'),
        'in the end',
      ),
      after('compute.detach', [accepted, hasVolume], mark('detached')),
    ),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
