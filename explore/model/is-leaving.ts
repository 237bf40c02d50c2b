import type { ServerState } from './state.ts'

/** Whether a server has been asked to be deleted, and is not gone yet. */
export const isLeaving = (server: ServerState): boolean =>
  server === 'deleting' || server === 'reopened'
