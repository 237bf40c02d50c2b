import type { Budget } from '../../fixtures/core/case/run-context.ts'
import { packagedServices } from '../../src/openapi/load-services.ts'
import type { ResourceDescription } from '../../src/openapi/service-settings.ts'

type AtATime = NonNullable<ResourceDescription['atATime']>

function budgetWith(count: (atATime: AtATime) => number): Budget {
  const resources = [...packagedServices().values()].flatMap((service) => service.resources)
  return Object.fromEntries(
    resources.flatMap(({ kind, atATime }) => (atATime ? [[kind, count(atATime)]] : [])),
  )
}

/** The budget of an ordinary run: for reference clouds. */
export const usualBudget: Budget = budgetWith((atATime) => atATime.default)

/** Half of it: for a given cloud. */
export const modestBudget: Budget = budgetWith((atATime) =>
  Math.max(atATime.from, Math.ceil(atATime.default / 2)),
)
