import type { ServerState } from './state.ts'

/** Whether the deletion of a server was accepted, so that it may be hidden: it is gone, or will be soon. */
export const isLeaving = (server: ServerState): boolean =>
  server === 'deleting' || server === 'reopened' || server === 'gone'
