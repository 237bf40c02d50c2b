import { Access } from '../../fixtures/core/access.ts'
import { type CleanedUp, cleanUp } from '../../fixtures/core/ledger/clean-up.ts'
import { workingMicroversions } from '../../src/discover/working-microversions.ts'
import type { JournalEvent } from '../../src/journal/events/journal-event.ts'
import { type Journal, type JournalSink, now } from '../../src/journal/journal.ts'
import { originsFirst } from '../../src/journal/origins-first.ts'
import { readResources } from '../../src/journal/read-journal.ts'
import type { Contracts, Persona } from '../../src/openapi/contract.ts'
import type { Session } from '../../src/openstack/session.ts'
import { resourceKinds, servicesUsed } from '../../suites/suites.ts'

/**
 * Removes what the run has left on the target, checks in the lists of the target whether anything
 * still exists, and records the result. When the signal is aborted it sends no more requests, and
 * records what was not checked. Throws JournalWriteError when the result cannot be recorded, after
 * all has been removed.
 */
export async function cleanUpRun(options: {
  readonly run: string
  readonly journal: Journal
  readonly sessions: ReadonlyMap<Persona, Session>
  readonly contracts: Contracts
  /** The deadline for each resource. */
  readonly deadlineMs: number
  readonly signal: AbortSignal
}): Promise<CleanedUp> {
  const { run, journal, sessions, contracts, deadlineMs, signal } = options
  const member = sessions.get('member')
  if (member === undefined) throw new TypeError('cleaning up needs the session of the member')
  const sink = new PatientSink(journal)
  const access = new Access({
    run,
    journal: originsFirst(sink, member.origins),
    sessions,
    contracts,
    working: workingMicroversions(member, contracts, servicesUsed(contracts)),
    signal,
  })
  const resources = await readResources(journal.path)
  const cleanedUp = await cleanUp(
    access,
    resources.filter((resource) => !resource.gone),
    deadlineMs,
    resourceKinds,
  )
  if (sink.failure !== undefined) throw sink.failure
  const { left: leaked, unseen } = cleanedUp
  journal.append({
    type: 'leak-check',
    at: now(),
    leaked,
    ...(unseen !== undefined && { unseen }),
  })
  return cleanedUp
}

/**
 * A full disk must not keep anything on the target: resources are removed even if that cannot be
 * recorded.
 */
class PatientSink implements JournalSink {
  failure: unknown
  readonly #journal: Journal

  constructor(journal: Journal) {
    this.#journal = journal
  }

  append(event: JournalEvent): void {
    try {
      this.#journal.append(event)
    } catch (error) {
      this.failure ??= error
    }
  }

  async appendDurably(event: JournalEvent): Promise<void> {
    try {
      await this.#journal.appendDurably(event)
    } catch (error) {
      this.failure ??= error
    }
  }
}
