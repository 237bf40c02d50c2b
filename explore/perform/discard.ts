import { volumeKind } from '../../fixtures/block-storage/volume-kind.ts'
import { serverKind } from '../../fixtures/compute/server-kind.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { Patience } from '../../fixtures/core/ledger/patience.ts'
import type { ResourceKind } from '../../fixtures/core/ledger/resource-kind.ts'
import type { Known } from '../../fixtures/core/pools/lease-kind.ts'
import type { Trace } from '../../fixtures/core/trace/trace.ts'
import type { Cast } from './cast.ts'

/**
 * Removes the resources of a history that are not used again, so that a long exploration stays within
 * its limits. What cannot be removed soon is left to the clean-up of the run.
 */
export class Discarding {
  readonly #run: RunContext
  readonly #patience = new Patience()

  constructor(run: RunContext) {
    this.#run = run
  }

  async discard({ servers, volumes }: Cast, trace: Trace): Promise<void> {
    await Promise.all(servers.map((known) => this.#remove(serverKind, known, trace)))
    await Promise.all(volumes.map((known) => this.#remove(volumeKind, known, trace)))
  }

  async #remove(kind: ResourceKind, { id, name }: Known, trace: Trace): Promise<void> {
    const { ledger, deadlines } = this.#run
    const key = ledger.keyOf(name)
    const isGone = await kind.remove({
      access: this.#run,
      known: { key, kind: kind.id, name, persona: 'member', id },
      deadlineMs: deadlines.transitionMs,
      patience: this.#patience,
      idsOf: () => new Set(),
      askForUnlisted: async () => undefined,
      trace,
    })
    if (isGone) ledger.replaced(key)
  }
}
