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

/** As many of each kind as a run uses by itself: for clouds of our own. */
export const usualBudget: Budget = budgetWith((atATime) => atATime.default)

/** Half as many: for a cloud that somebody has. */
export const modestBudget: Budget = budgetWith((atATime) =>
  Math.max(atATime.from, Math.ceil(atATime.default / 2)),
)
