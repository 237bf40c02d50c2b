import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { grouped } from '../../reports/results/grouped.ts'
import type { Evidence } from '../../site/data/evidence.ts'
import { shownExchange } from '../../site/data/evidence-of.ts'
import { explainedBy } from '../../src/judge/explained-by.ts'
import { judge } from '../../src/judge/judge-response.ts'
import { readRecordedExchanges } from '../../src/judge/recorded-exchanges.ts'
import type { Contracts } from '../../src/openapi/contract.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'
import { packageRoot } from '../../src/package-root.ts'

const FOLDER = join(packageRoot, 'src', 'judge', 'recorded')

/** How many answers of one operation and status are shown. */
const MOST = 3

/** The exchanges with a real release that the repository has; none for most releases. */
function recordedOf(release: string): readonly Exchange[] {
  return readdirSync(FOLDER)
    .filter((name) => name.startsWith(release) && name.endsWith('.ndjson'))
    .flatMap((name) => readRecordedExchanges(join(FOLDER, name)))
}

/** Recorded answers of a release, by operation and status. */
export function recordedAnswers(release: string, title: string, contracts: Contracts): Evidence[] {
  const answered = recordedOf(release).filter(
    ({ operation, response }) => operation !== undefined && response !== undefined,
  )
  const kinds = grouped(answered, ({ operation, response }) => `${operation}:${response?.status}`)
  return [...kinds.values()].map((all) => evidenceOfAnswers(all.slice(0, MOST), title, contracts))
}

/** For each erratum that explains recorded answers, the first of them. */
export function recordedErrata(contracts: Contracts): ReadonlyMap<string, Evidence> {
  const shown = new Map<string, Evidence>()
  for (const [release, title] of [
    ['zed', 'OpenStack zed'],
    ['newest', 'OpenStack 2026.2'],
  ] as const) {
    for (const exchange of recordedOf(release)) {
      for (const violation of judge(exchange, contracts)) {
        const erratum = explainedBy(violation, exchange, contracts)
        if (erratum === undefined || shown.has(erratum.id)) continue
        shown.set(erratum.id, evidenceOfAnswers([exchange], title, contracts))
      }
    }
  }
  return shown
}

function evidenceOfAnswers(
  exchanges: readonly Exchange[],
  target: string,
  contracts: Contracts,
): Evidence {
  const [first] = exchanges
  return {
    ...{ run: 'recorded', target, startedAt: first?.at ?? '' },
    operation: first?.operation ?? '',
    status: first?.response?.status ?? 0,
    shown: exchanges.map((exchange) =>
      shownExchange({ exchange, violations: judge(exchange, contracts) }),
    ),
  }
}
