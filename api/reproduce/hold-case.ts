import { CaseRunner } from '../../fixtures/core/case/case-runner.ts'
import type { Outcome } from '../../fixtures/core/case/conclude.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { type HeldCall, HoldingContext } from '../../fixtures/core/hold/holding-context.ts'
import type { BrokenCall, PlacedExchange } from '../../reports/findings/broken-call.ts'
import { abortedWithAny, abortMany } from '../../src/abort-many.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import type { ExchangeRequest } from '../../src/openstack/exchange.ts'
import type { Session } from '../../src/openstack/session.ts'
import type { PlannedCase } from '../../src/plan/case.ts'
import { BrokenOff } from '../../src/run/break-off.ts'
import { scenarioOf } from '../../suites/suites.ts'
import { NamesNow } from './names-now.ts'

/** The broken call of a case, which has not been sent, and the one that shows its effect. */
export interface Calls {
  readonly held: HeldCall
  /** Absent where none is needed, and where it names what only the held call makes. */
  readonly look?: HeldCall
}

/**
 * Performs a case up to its broken call. There it calls `show`, and when that has ended, it ends the
 * case; what the case has made is left for the clean-up. Returns how the case ended where it did not
 * come so far.
 */
export async function holdCase(
  planned: PlannedCase,
  { broken, shownBy, all }: BrokenCall,
  run: ConstructorParameters<typeof RunContext>[0] & {
    readonly sessions: ReadonlyMap<Persona, Session>
  },
  show: (calls: Calls) => Promise<void>,
): Promise<Outcome | undefined> {
  const names = new NamesNow()
  const learn = (place: string, request: ExchangeRequest): void => {
    const recorded = all.find((each) => each.place === place)
    if (recorded !== undefined) names.learn(recorded.exchange.request, request)
  }
  const over = abortMany()
  const signal = abortedWithAny([run.signal, over.signal])
  let wasHeld = false
  const context = new HoldingContext(
    { ...run, signal },
    {
      place: broken.place,
      onSent: learn,
      async onHeld(held) {
        wasHeld = true
        learn(broken.place, held.request)
        const look = shownBy && lookOf(shownBy, names)
        await show({ held, ...(look && { look }) })
        over.abort(new BrokenOff('interrupted'))
        throw over.signal.reason
      },
    },
  )
  const { outcome } = await new CaseRunner(context).perform(
    planned,
    scenarioOf(planned.requirement),
  )
  over.abort()
  return wasHeld ? undefined : outcome
}

function lookOf({ exchange }: PlacedExchange, names: NamesNow): HeldCall | undefined {
  const request = names.inTerms(exchange.request)
  const { persona } = exchange
  return request && { persona, request, token: persona === 'nobody' ? 'none' : 'own' }
}
