import { loseAttachments } from '../acts/attachments.ts'
import { bringLinkBack } from '../acts/links.ts'
import {
  accepted,
  below,
  from,
  heldBy,
  linked,
  repeated,
  shared,
  single,
  whileVolumeIs,
} from '../conditions.ts'
import { after, both, type SequenceFault } from '../fault.ts'
import { staleCheck } from '../stale-check.ts'

/** Checks that are not atomic: what is checked changes before the change is made. */
export const RACES = {
  'race/attach-attach': {
    sentence: 'attaches a volume for each of several attaches at the same time',
    around: staleCheck('compute.attach', ['links', 'status'], [single, below(101)]),
  },
  'race/attach-attach-shared': {
    sentence:
      'gives a server a volume twice that may be shared, when it is asked for at the same time',
    around: staleCheck('compute.attach', ['links'], shared),
  },
  'race/attach-create': {
    sentence: 'attaches a volume although a client has reserved it since the attach was checked',
    around: staleCheck('compute.attach', ['status'], [single, below(101), heldBy('client')]),
  },
  'race/create-attach': {
    sentence: 'lets a client reserve a volume that has been attached since this was checked',
    around: staleCheck('block-storage.create', ['status'], [single, heldBy('server')]),
  },
  'race/create-create': {
    sentence: 'makes an attachment for each of several clients at the same time',
    around: staleCheck('block-storage.create', ['status'], [single, heldBy('client')]),
  },
  'race/create-shared': {
    sentence:
      'reserves a volume that may be shared although a client has reserved it since this was checked',
    around: staleCheck(
      'block-storage.create',
      ['status'],
      [shared, whileVolumeIs('reserved'), heldBy('client')],
    ),
  },
  'race/attach-reserved-shared': {
    sentence: 'attaches a volume that may be shared although a client has reserved it since',
    around: staleCheck(
      'compute.attach',
      ['status'],
      [shared, from(60), below(101), heldBy('client')],
    ),
  },
  'race/delete-volume-attach': {
    sentence: 'deletes a volume that has been attached since the delete was checked',
    around: staleCheck('volume.delete', ['status', 'attachments'], heldBy('server')),
  },
  'race/delete-volume-create': {
    sentence: 'deletes a volume that a client has reserved since the delete was checked',
    around: staleCheck('volume.delete', ['status', 'attachments'], heldBy('client')),
  },
  'race/attach-delete-volume': {
    sentence: 'attaches a volume that is being deleted since the attach was checked',
    around: staleCheck('compute.attach', ['status'], [whileVolumeIs('deleting'), below(101)], 5),
  },
  'race/create-delete-volume': {
    sentence: 'reserves a volume that is being deleted since this was checked',
    around: staleCheck('block-storage.create', ['status'], whileVolumeIs('deleting')),
  },
  'race/detach-detach': {
    sentence: 'accepts to detach a volume that is being detached since this was checked',
    around: staleCheck('compute.detach', ['status'], whileVolumeIs('detaching')),
  },
  'race/detach-detached': {
    sentence: 'accepts to detach a volume that was detached after this was checked',
    around: staleCheck('compute.detach', ['links', 'status'], whileVolumeIs('available')),
  },
  'race/attach-delete-server': {
    sentence: 'attaches a volume to a server that was deleted after this was checked',
    around: staleCheck('compute.attach', ['server']),
  },
  'race/update-detach': {
    sentence: 'lists a volume again whose flag is changed while it is being detached',
    around: both(
      staleCheck('compute.update', ['links']),
      after('compute.update', [accepted, linked], bringLinkBack),
    ),
  },
  'race/complete-delete': {
    sentence: 'completes an attachment that was deleted after this was checked',
    around: staleCheck('block-storage.complete', ['attachments']),
  },
  'race/connect-delete': {
    sentence: 'connects an attachment that was deleted after this was checked',
    around: staleCheck('block-storage.update', ['attachments']),
  },
  'race/delete-delete': {
    sentence:
      'loses the other attachments of a volume of which one is to be deleted twice at the same time',
    around: both(
      staleCheck('block-storage.delete', ['attachments']),
      after('block-storage.delete', [accepted, repeated], loseAttachments),
    ),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
