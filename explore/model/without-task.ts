import { withServer } from './change.ts'
import type { KnownBug } from './known-bugs.ts'
import type { CloudState, ServerState } from './state.ts'

/** What a server may be when what was under way has come to nothing: what it was before. */
const BEFORE: Readonly<Partial<Record<ServerState, readonly ServerState[]>>> = {
  stopping: ['active'],
  starting: ['stopped'],
  shelving: ['active', 'stopped'],
  offloading: ['active', 'stopped', 'shelved'],
  unshelving: ['shelved', 'offloaded'],
}

const REOPENING = 'compute.attach:refusal-ends-deletion' satisfies KnownBug

/**
 * The states in which a volume that was refused to a server has ended what was under way of the server; none
 * where nothing was. Nova up to 2026.2 clears the task of a server when its host refuses a volume, which may be
 * after the answer from 2.101 on (docs/upstream-reports.md).
 */
export function withoutTask(state: CloudState, server: number): readonly CloudState[] {
  const power = state.servers[server] ?? 'gone'
  if (power === 'deleting' && state.bugs.includes(REOPENING)) {
    return [withServer(state, server, 'reopened')]
  }
  return (BEFORE[power] ?? []).map((before) => withServer(state, server, before))
}
