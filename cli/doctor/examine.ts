import type { Discovery } from '../../api/discover.ts'
import { probe } from '../../api/probe.ts'
import { plan } from '../../api/steps/2-plan.ts'
import { fitPlan } from '../../api/steps/fit-plan.ts'
import { targetNotes } from '../../api/steps/target-notes.ts'
import { offerText, targetTitle } from '../../reports/services.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { originLine } from '../../reports/text/origin-line.ts'
import type { Discoverer } from '../../src/discover/discoverer.ts'
import { originsOf } from '../../src/discover/open-sessions.ts'
import type { Target } from '../../src/discover/target.ts'
import { requirementsIn } from '../../src/openapi/requirements-in.ts'
import { insecureOrigins, insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { discoverersFor } from '../../suites/suites.ts'
import { jsonText } from '../print-json.ts'
import type { ScopeFlags, TargetFlags } from '../target-options.ts'
import { testedBy } from '../tested-documents.ts'
import { withTarget } from '../with-target.ts'
import { exitCodeAfterProbe, probeLines } from './probe-lines.ts'

export interface DoctorFlags extends TargetFlags, ScopeFlags {
  /** Also make one of each resource. */
  readonly probe?: boolean
}

/** `attest doctor`: prints what of the target can be tested; returns the exit code. */
export function examine(flags: DoctorFlags): Promise<number> {
  return withTarget(flags, testedBy(flags), async (seen) => {
    const { target } = seen
    const probed = flags.probe === true ? await probe(seen) : undefined
    const untestable = untestableOf(seen)
    if (flags.json === true) {
      const origins = originsOf(seen.sessions).all
      const transport = { origins, insecure: insecureOrigins(origins) }
      process.stdout.write(jsonText({ target, transport, untestable, ...probed }, 2))
      return exitCodeAfterProbe(probed)
    }
    process.stdout.write(
      `${[...identity(seen), ...notes(seen), '', ...transport(seen), '', ...personas(seen), ...features(seen), '', ...gaps(untestable), ...probeLines(probed)].map(escapeControls).join('\n')}\n`,
    )
    return exitCodeAfterProbe(probed)
  })
}

interface Gap {
  readonly code: string
  readonly message: string
  readonly requirements: readonly string[]
}

/** The requirements that a plan would settle without running, grouped by the reason. */
function untestableOf({ target, contracts, settings }: Discovery): Gap[] {
  const gaps = new Map<string, { code: string; message: string; requirements: Set<string> }>()
  const { cases } = fitPlan(
    plan(target, contracts, settings, () => true),
    target,
    settings,
  )
  for (const { requirement, settled } of cases) {
    if (settled === undefined) continue
    const { code, message } = settled.reason
    const gap = gaps.get(message) ?? { code, message, requirements: new Set() }
    gap.requirements.add(requirement)
    gaps.set(message, gap)
  }
  return [...gaps.values()].map((gap) => ({ ...gap, requirements: [...gap.requirements] }))
}

function identity({ target, contracts }: Discovery): string[] {
  const { identity } = target
  return [
    `Target         ${targetTitle(identity)}, ${identity.authUrl}`,
    ...Object.values(identity.services).map(
      (one) => `${one.title.padEnd(13)}  ${offerText(one)}  ${one.endpoint}`,
    ),
    ...discoverersFor(contracts).flatMap(foundBy(target)),
  ]
}

function notes(seen: Discovery): string[] {
  return targetNotes(seen).map((note) => `${'Note'.padEnd(15)}${note}`)
}

/** Lines of the findings of one discoverer. */
function foundBy({ found }: Target) {
  return ({ service, describe }: Discoverer): string[] =>
    describe(found[service] ?? {}).map(([title, text]) => `${title.padEnd(15)}${text}`)
}

function transport({ sessions }: Discovery): string[] {
  const origins = originsOf(sessions).all
  const insecurity = insecurityOf(origins)
  return [
    'Transport',
    ...origins.map((seen) => `  ${originLine(seen)}`),
    ...(insecurity === undefined
      ? []
      : [`  - ${insecurity}: every report will say so, and certify refuses`]),
  ]
}

function personas({ target, sessions }: Discovery): string[] {
  return [
    'Personas',
    ...Object.entries(target.personas).map(([name, availability]) => {
      const session = [...sessions.values()].find((one) => one.persona === name)
      const roles = session && name !== 'nobody' ? `roles ${session.roles.join(', ')}` : ''
      return availability.available
        ? `  ✓ ${name.padEnd(10)} ${name === 'nobody' ? 'sends no token' : `${session?.config.name} (${roles})`}`
        : `  - ${name.padEnd(10)} ${availability.why}`
    }),
    roleLine(target),
  ]
}

function roleLine({ restrictsRoles, personas }: Target): string {
  switch (restrictsRoles) {
    case true:
      return '  ✓ the policies refuse users without the required role'
    case false:
      return '  - the policies allow users without the required role: no 403 by role can be tested'
    case 'unknown':
      return personas.guest.available
        ? '  ? whether the policies check roles only the cases of a run try here'
        : '  ? without a guest it is unknown whether the policies check roles'
  }
}

/** The features that the tested documents ask for. */
function features({ target, contracts }: Discovery): string[] {
  const needed = new Set(requirementsIn(contracts).flatMap(({ needs }) => needs))
  const named = Object.entries(target.features).filter(([name]) => needed.has(name))
  if (named.length === 0) return []
  return [
    '',
    'Features',
    ...named.map(([name, availability]) =>
      availability.available
        ? `  ✓ ${name}${name.startsWith('direct-swap') ? ' (only trying shows which of the two)' : ''}`
        : `  - ${name}: ${availability.why}`,
    ),
  ]
}

function gaps(untestable: readonly Gap[]): string[] {
  if (untestable.length === 0) return ['Everything in the contracts can be tested here.']
  return [
    'Not testable here',
    ...untestable.flatMap(({ code, message, requirements }) => [
      `  ${code}: ${message}`,
      `    ${requirements.join(', ')}`,
    ]),
  ]
}
