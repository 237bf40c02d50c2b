import { setImmediate } from 'node:timers/promises'
import { Access } from '../../../fixtures/core/access.ts'
import { cleanUp } from '../../../fixtures/core/ledger/clean-up.ts'
import { NotAsRecorded, Recollection } from '../../../fixtures/core/replay/recollection.ts'
import { RecordedTransport } from '../../../fixtures/core/replay/recorded-transport.ts'
import { Trace } from '../../../fixtures/core/trace/trace.ts'
import { abortMany } from '../../../src/abort-many.ts'
import type { Phase } from '../../../src/journal/events/exchange-events.ts'
import type { JournalEvent } from '../../../src/journal/events/journal-event.ts'
import type { RunBasis } from '../../../src/journal/events/plan-events.ts'
import type { JournalSink } from '../../../src/journal/journal.ts'
import type { Contracts, Persona } from '../../../src/openapi/contract.ts'
import { resourceKinds } from '../../../suites/suites.ts'
import type { CleanUpSegment } from './clean-up-segments.ts'
import { firstDifference } from './first-difference.ts'

const NEVER = abortMany().signal

/**
 * Repeats a clean-up on the recorded answers: the same resources must be found gone, and the same
 * must be left. For a clean-up that was given up, only the resources that it saw gone are compared.
 * Returns the first difference.
 */
export async function cleanUpDifference(
  segment: CleanUpSegment,
  basis: RunBasis,
  contracts: Contracts,
): Promise<string | undefined> {
  const ledger: string[] = []
  const sink: JournalSink = {
    append: (event) => void note(event, ledger),
    appendDurably: async (event) => note(event, ledger),
  }
  // A recollection replays the exchanges of a case and leaves out those of its clean-up; here the
  // clean-up itself is replayed, so its exchanges get another phase.
  const exchanges = segment.exchanges.map((one) => ({ ...one, phase: 'arrange' as const }))
  const recollection = new Recollection({ exchanges, waits: segment.waits, names: [] })
  const access = new RecordedAccess(basis, contracts, sink, recollection)
  const { bootMs } = basis.deadlines
  const again = await cleanUp(access, segment.outstanding, bootMs, resourceKinds).catch(
    (error: unknown) => {
      if (error instanceof NotAsRecorded) return undefined
      throw error
    },
  )
  if (segment.unseen !== undefined) {
    // The clean-up was given up at some point: what it saw gone until then must be seen gone again. What it
    // did at the same time as the request that is missing goes on until it needs an answer that is missing, too.
    await setImmediate()
    const seen = new Set(ledger)
    const other = segment.ledger.find((line) => !seen.has(line))
    return other && `it does not see gone what the ledger has as gone (${other})`
  }
  const leaked = again?.left
  if (recollection.missed !== undefined || leaked === undefined) return recollection.missed
  if (firstDifference([...ledger].sort(), [...segment.ledger].sort()) !== undefined) {
    const told = new Set(segment.ledger)
    const other = ledger.find((line) => !told.has(line)) ?? 'less'
    return `what it sees gone is not what the ledger has (${other})`
  }
  if (firstDifference(leaked, segment.leaked) !== undefined) {
    return `it leaves ${leaked.length} resources, and the journal says ${segment.leaked?.length ?? 0}`
  }
  return recollection.left
}

function note(event: JournalEvent, ledger: string[]): void {
  if (event.type === 'resource-gone') ledger.push(`gone ${event.key}`)
  if (event.type === 'resource-created') ledger.push(`created ${event.key} ${event.id}`)
}

/** Access to a target that consists of the recorded answers of one clean-up. */
class RecordedAccess extends Access {
  readonly #basis: RunBasis
  readonly #recollection: Recollection

  constructor(
    basis: RunBasis,
    contracts: Contracts,
    journal: JournalSink,
    recollection: Recollection,
  ) {
    const { run, target } = basis
    super({ run, contracts, journal, sessions: new Map(), working: target.working, signal: NEVER })
    this.#basis = basis
    this.#recollection = recollection
  }

  override has(persona: Persona): boolean {
    return this.#basis.personaAccess[persona] !== undefined
  }

  override trace(phase: Phase): Trace {
    const { journal, contracts, signal } = this
    return new Trace({ journal, contracts, signal, phase, pacing: this.#recollection.pacing })
  }

  protected override transport(persona: Persona): RecordedTransport | undefined {
    const identity = this.#basis.personaAccess[persona]
    return identity && new RecordedTransport(persona, identity, this.#recollection)
  }
}
