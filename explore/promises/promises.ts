/** What the model allows though no requirement promises it, and why. */
export interface Open {
  readonly open: string
}

type ByStatus = Readonly<Record<number, readonly string[] | Open>>

const BUSY: Open = {
  open: 'the documents do not say how something that is just changing is refused',
}

const ATTACHED = [
  ...['attached', 'multiattach', 'stopped-server', 'several-at-once', 'one-of-two-at-once'],
  ...['one-of-two-servers-at-once', 'delete-on-termination', 'no-delete-on-termination'],
  ...['deleted-with-server', 'flag-for-one-of-two-servers'],
]
const LISTED = ['no-attachments']

/**
 * Which requirements the rules of the model state, by operation and status: the end of each id. What a rule
 * allows has an entry; requirements about state that are in none are in `not-modelled.txt`.
 */
export const PROMISES: Readonly<Record<string, ByStatus>> = {
  'compute.attach': {
    200: [
      ...ATTACHED,
      ...['kept-by-another-attachment', 'left-by-one-of-two-servers', 'left-by-both-servers'],
    ],
    202: [...ATTACHED, 'reserved-volume', 'volume-busy'],
    400: [
      ...['already-attached', 'attached-elsewhere', 'multiattach-twice', 'multiattach-too-early'],
      ...['reserved-volume', 'attaching-volume', 'volume-busy', 'volume-in-error'],
    ],
    404: ['deleted-server', 'deleted-volume', 'foreign-server', 'foreign-volume'],
    409: BUSY,
  },
  'compute.detach': {
    202: [
      ...['detached', 'flagged-volume', 'first-of-two-servers', 'last-of-two-servers'],
      ...['stopped-server', 'deleted-at-once'],
    ],
    400: ['detaching-volume', 'volume-not-in-use'],
    404: [
      ...['not-attached', 'attached-elsewhere', 'already-detached', 'deleted-server'],
      ...['foreign-server', 'foreign-volume'],
    ],
    409: BUSY,
  },
  'compute.show': {
    200: ['attached-volume', 'one-of-several', 'delete-on-termination', 'stopped-server'],
    404: ['not-attached', 'attached-elsewhere', 'detached', 'deleted-server', 'foreign-server'],
  },
  'compute.list': {
    200: [
      ...['attached-volumes', 'no-volumes', 'several-volumes', 'delete-on-termination'],
      ...['stopped-server'],
    ],
    404: ['deleted-server', 'foreign-server'],
  },
  'compute.update': {
    202: ['deleted-with-server', 'stopped-server', 'flag-for-one-of-two-servers'],
    400: BUSY,
    404: ['not-attached', 'deleted-server', 'foreign-server'],
    409: BUSY,
  },
  'compute.swap': {
    202: ['swap'],
    400: [
      ...['swap-attached-volume', 'swap-of-detached-volume', 'swap-of-shared-volume'],
      ...['swap-of-detaching-volume', 'swap-unknown-volume'],
    ],
    404: ['swap-of-unknown-volume', 'deleted-server'],
    409: ['direct-swap', 'direct-swap-of-shared-volume', 'swap-on-stopped-server'],
  },
  'block-storage.create': {
    200: ['reserved', 'connected', 'no-instance', 'multiattach', 'one-of-two-at-once'],
    400: [
      ...['attaching', 'in-use-elsewhere', 'reserved-for-another-server'],
      ...['reserved-and-no-instance', 'volume-in-error', 'volume-busy', 'multiattach-reserved'],
    ],
    404: ['foreign-volume'],
    409: BUSY,
  },
  'block-storage.update': {
    200: ['connected', 'connected-again', 'completed'],
    404: ['deleted-attachment', 'foreign-attachment'],
    409: ['volume-in-error'],
  },
  'block-storage.complete': {
    204: ['completed', 'again', 'without-connector', 'volume-in-error'],
    404: ['deleted', 'foreign-attachment'],
  },
  'block-storage.delete': {
    200: [
      ...['last-attachment', 'others-remain', 'first-of-two-in-use', 'last-of-two-in-use'],
      ...['beside-that-of-a-server', 'beside-the-one-in-use'],
    ],
    404: ['already-deleted', 'deleted-by-compute', 'foreign-attachment'],
    409: ['in-use-by-server', 'in-use-by-two-servers'],
  },
  'block-storage.show': {
    200: [
      ...['reserved', 'reserved-without-instance', 'attaching', 'attached', 'in-use-by-server'],
      ...['after-delete-of-volume-in-use', 'after-delete-of-reserved-volume'],
      ...['after-delete-of-attaching-volume'],
    ],
    404: ['deleted', 'detached', 'foreign-attachment'],
  },
  'block-storage.list': { 200: LISTED },
  'block-storage.list-detail': { 200: LISTED },
}

/** A swap is an update for the document. */
const documented = (operation: string): string =>
  operation === 'compute.swap' ? 'compute.update' : operation

/** The ids of all requirements that the rules of the model state. */
export function modelledRequirements(): readonly string[] {
  return Object.entries(PROMISES).flatMap(([operation, statuses]) =>
    Object.entries(statuses).flatMap(([status, promises]) =>
      'open' in promises ? [] : promises.map((end) => `${documented(operation)}:${status}:${end}`),
    ),
  )
}
