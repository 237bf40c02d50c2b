import { withServer } from './change.ts'
import type { KnownBug } from './known-bugs.ts'
import type { CloudState, ServerState } from './state.ts'

/** What a server is when what was under way has come to nothing. */
const BEFORE: Readonly<Partial<Record<ServerState, ServerState>>> = {
  stopping: 'active',
  starting: 'stopped',
}

const REOPENING = 'compute.attach:refusal-ends-deletion' satisfies KnownBug

/**
 * The state in which a volume that was refused to a server has ended what was under way of the server; none
 * where nothing was. Nova up to 2026.2 clears the task of a server when its host refuses a volume, which may be
 * after the answer from 2.101 on (docs/upstream-reports.md).
 */
export function withoutTask(state: CloudState, server: number): readonly CloudState[] {
  const power = state.servers[server] ?? 'gone'
  const isReopened = power === 'deleting' && state.bugs.includes(REOPENING)
  const before = isReopened ? 'reopened' : BEFORE[power]
  return before === undefined ? [] : [withServer(state, server, before)]
}
