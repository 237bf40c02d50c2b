import { plan } from '../api/plan.ts'
import type { Cost } from '../fixtures/core/planning/cost.ts'
import { servicesLine, targetTitle } from '../reports/services.ts'
import { escapeControls } from '../reports/text/escape-controls.ts'
import { packagedServices } from '../src/openapi/load-services.ts'
import type { PlannedCase } from '../src/plan/case.ts'
import { resourcesIn } from '../src/settings/target-fields.ts'
import { scopeOfFlags } from './certification/scope-of-flags.ts'
import { withFailedOf } from './findings/failed-of.ts'
import { jsonText } from './print-json.ts'
import { tellNotes } from './progress/tell-notes.ts'
import { requestOf, type ScopeFlags, type TargetFlags } from './target-options.ts'
import { withTarget } from './with-target.ts'

/** `attest plan`: prints the cases of a run and what they cost. */
export async function showPlan(given: TargetFlags & ScopeFlags): Promise<void> {
  const flags = await withFailedOf(given)
  await withTarget(flags, scopeOfFlags(flags), (discovery) => {
    const { target, contracts } = discovery
    tellNotes(discovery)
    const documents = [...contracts.values()].map(({ id }) => id)
    const { cases, cost } = plan(discovery, requestOf(flags))
    if (flags.json === true) {
      process.stdout.write(jsonText({ target: target.identity, documents, cost, cases }, 2))
      return
    }
    const lines = [
      `Plan for ${targetTitle(target.identity)}: ${servicesLine(target.identity)}`,
      `of ${documents.join(', ')}`,
      '',
      ...byRequirement(cases),
      '',
      `${cost.cases} cases, of which ${cases.filter((planned) => planned.settled === undefined).length} run`,
      [...resourcesOf(cost), `about ${cost.requests} requests`].join(', '),
      `about ${inMinutes(cost.seconds)}${assumedOf(cost)}`,
    ]
    process.stdout.write(`${lines.map(escapeControls).join('\n')}\n`)
  })
}

/** For example `3 servers`, in the order of the services. */
function resourcesOf({ resources }: Cost): string[] {
  return resourcesIn(packagedServices()).flatMap(({ kind, plural, limit }) =>
    limit === undefined ? [] : [`${resources[kind] ?? 0} ${plural}`],
  )
}

/** How long the resources of the plan are assumed to take: ` on a cloud that makes a server in 15 s`. */
function assumedOf({ resources }: Cost): string {
  const slow = resourcesIn(packagedServices()).flatMap(({ kind, cost: { seconds } }) =>
    seconds > 0 && (resources[kind] ?? 0) > 0 ? [`a ${kind} in ${seconds} s`] : [],
  )
  return slow.length === 0 ? '' : ` on a cloud that makes ${slow.join(' and ')}`
}

function byRequirement(cases: readonly PlannedCase[]): string[] {
  const groups = new Map<string, PlannedCase[]>()
  for (const planned of cases) {
    groups.set(planned.requirement, [...(groups.get(planned.requirement) ?? []), planned])
  }
  const width = Math.max(...[...groups.keys()].map((id) => id.length))
  return [...groups].map(([id, group]) => {
    const settled = group[0]?.settled
    return settled === undefined
      ? `  ${id.padEnd(width)}  ${group.map((planned) => planned.microversion ?? 'no microversions').join(' ')}`
      : `- ${id.padEnd(width)}  ${settled.verdict}: ${settled.reason.message}`
  })
}

function inMinutes(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`
}
