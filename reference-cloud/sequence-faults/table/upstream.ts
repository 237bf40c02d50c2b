import { serverBecomes } from '../acts/servers.ts'
import { becomes } from '../acts/volumes.ts'
import { accepted, shared, single, whileAttaching } from '../conditions.ts'
import { after, type SequenceFault } from '../fault.ts'
import { staleCheck } from '../stale-check.ts'
import { emptyIds } from '../upstream/empty-ids.ts'
import { keptReservations } from '../upstream/kept-reservations.ts'
import { lateDetach } from '../upstream/late-detach.ts'

/** Bugs that OpenStack has had, each named by the commit that has mended it. */
export const UPSTREAM = {
  'upstream/cinder-64612cdbf': {
    sentence:
      'frees a shared volume in the end of one reservation, although a server has it, so that it cannot be detached',
    around: after(
      'block-storage.delete',
      [accepted, shared, ({ before }) => before.attachments.length > 1],
      becomes('available'),
    ),
  },
  'upstream/cinder-dd93b0c71': {
    sentence:
      'gives a volume to a second server when the attaches come at the same time, because it looks for other attachments in a copy that is old',
    around: staleCheck(
      'compute.attach',
      ['links', 'status', 'attachments'],
      [single, ({ before, server }) => before.attachments.some((o) => o.instanceId !== server?.id)],
    ),
  },
  'upstream/cinder-7f3a77b66': {
    sentence: 'attaches a volume to one server twice when the attaches come at the same time',
    around: staleCheck(
      'compute.attach',
      ['links', 'status'],
      [single, ({ before, server }) => before.attachments.some((o) => o.instanceId === server?.id)],
    ),
  },
  'upstream/cinder-2ec222284': {
    sentence:
      'answers a detach as failed in the inside when the volume is deleted before it has ended, so that the server goes on to list a volume that is gone',
    around: lateDetach,
  },
  'upstream/nova-2e4e203c1a': {
    sentence:
      'puts a server into error of which a volume is detached while another one is attached',
    around: after('compute.detach', [accepted, whileAttaching('other')], serverBecomes('error')),
  },
  'upstream/nova-f7dd550a70': {
    sentence:
      'leaves volumes reserved whose server is deleted before they are attached; upstream while it is built, which no history has',
    around: keptReservations,
  },
  'upstream/nova-efc62cf907': {
    sentence:
      'shows a volume from 2.89 on before its attachment has an id, and null in place of the id',
    around: emptyIds,
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
