import { forgetFlagOfReplacement } from '../acts/flags.ts'
import { forgetLinks } from '../acts/links.ts'
import { becomes, replacementBecomes } from '../acts/volumes.ts'
import { accepted, linked, refused, soonAfter, whileVolumeIs } from '../conditions.ts'
import { after, type SequenceFault } from '../fault.ts'
import { staleCheck } from '../stale-check.ts'

/** A release that replaces volumes when an administrator asks for it. */
const release = 'zed'

/** How long a check is before its change, in ms: a swap takes no longer than a call. */
const BETWEEN_MS = 8

/** Where a volume of a server is replaced by another one, and something else happens to them. */
export const SWAPS = {
  'race/swap-swap': {
    release,
    sentence: 'replaces a volume that is being replaced since this was checked',
    around: staleCheck(
      'compute.swap',
      ['status'],
      [whileVolumeIs('detaching'), soonAfter('compute.swap')],
      BETWEEN_MS,
    ),
  },
  'race/swap-detach': {
    release,
    sentence: 'replaces a volume that is being detached since this was checked',
    around: staleCheck(
      'compute.swap',
      ['status'],
      [whileVolumeIs('detaching'), soonAfter('compute.detach')],
      BETWEEN_MS,
    ),
  },
  'race/detach-swap': {
    release,
    sentence: 'detaches a volume that is being replaced since this was checked',
    around: staleCheck(
      'compute.detach',
      ['status'],
      [whileVolumeIs('detaching'), soonAfter('compute.swap')],
      BETWEEN_MS,
    ),
  },
  'lost/swap-over-flag': {
    release,
    sentence: 'forgets delete_on_termination of a volume that it replaces',
    around: after('compute.swap', accepted, forgetFlagOfReplacement, 'in the end'),
  },
  'refused/swap-stays-detaching': {
    sentence: 'leaves a volume detaching that it refuses to replace',
    around: after('compute.swap', [refused, linked], becomes('detaching')),
  },
  'refused/swap-reserves': {
    sentence: 'reserves the volume that is to take the place of one that it refuses to replace',
    around: after('compute.swap', refused, replacementBecomes('reserved', 'available')),
  },
  'refused/swap-forgets': {
    sentence: 'lists a volume no more that it refuses to replace',
    around: after('compute.swap', [refused, linked], forgetLinks),
  },
} as const satisfies Readonly<Record<string, SequenceFault>>
