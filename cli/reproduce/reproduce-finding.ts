import { rm } from 'node:fs/promises'
import { relative } from 'node:path'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { closeSessions } from '../../src/discover/open-sessions.ts'
import { now } from '../../src/journal/journal.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import type { Session } from '../../src/openstack/session.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { UsageError } from '../errors/usage-error.ts'
import { Interruption } from '../interruption.ts'
import { type ChosenTarget, chooseTarget } from '../run-steps/0-choose-target.ts'
import { discover } from '../run-steps/1-discover.ts'
import { cleanUpRun } from '../run-steps/4-clean-up.ts'
import { beginJournal } from '../run-steps/begin-journal.ts'
import { fitPlan } from '../run-steps/fit-plan.ts'
import { createRunDirectory } from '../run-steps/run-directory.ts'
import { tellNotes } from '../run-steps/target-notes.ts'
import type { TargetFlags } from '../target-options.ts'
import { type Calls, holdCase } from './hold-case.ts'
import { reproducedOf } from './reproduced.ts'
import { script } from './script.ts'
import type { ShellAccess } from './shell-lines.ts'
import { untilTold } from './until-told.ts'

/** How long a case is held by default, in ms: tokens live longer. */
const HELD_MS = 15 * 60_000

/**
 * `attest reproduce`: performs the first case of a finding up to its broken call, prints that call
 * for a shell, and cleans up when the user has seen it. Returns the exit code.
 */
export async function reproduceFinding(
  run: string,
  named: string,
  flags: TargetFlags & { readonly maxTime?: string },
): Promise<number> {
  const startedAt = now()
  const { settings, contracts, finding, lead, ...call } = await reproducedOf(run, named, flags)
  const heldMs = settings.limits.timeMs ?? HELD_MS
  // Each step of arranging has a deadline of its own.
  const interruption = new Interruption({ started: performance.now() })
  const chosen = await chooseTarget(settings, flags.release)
  try {
    const { signal } = interruption
    const discovered = await discover(chosen, settings, contracts, {
      signal,
      onBrokenOff: (reason) => interruption.breakOff(reason),
    })
    const { target, sessions } = discovered
    try {
      tellNotes(discovered)
      const fitted = fitPlan([lead.planned], target, settings)
      const { budget, limits, cases } = fitted
      const [planned = lead.planned] = cases
      if (planned.settled !== undefined) throw new UsageError(planned.settled.reason.message)
      const directory = await createRunDirectory(undefined, settings.out)
      const fittedSettings = { ...settings, budget }
      const basis = { startedAt, contracts, discovered, settings: fittedSettings, planned: cases }
      const journal = beginJournal(directory, basis)
      tell(`arranging ${planned.id} on ${target.identity.name}`)
      const show = async (calls: Calls): Promise<void> => {
        const accessOf = (persona: Persona) => shellAccess(chosen, sessions, persona)
        process.stdout.write(script(finding, lead, calls, accessOf))
        tell(
          `nothing more is sent until you press Enter; at the latest ${inWords(heldMs)} from now all is removed`,
        )
        if ((await untilTold(process.stdin, signal, heldMs)) === 'closed') {
          tell('the standard input is closed, so nobody can press Enter: removing all at once')
        }
      }
      const options = { run: directory.run, journal, sessions, contracts }
      const ended = await holdCase(
        planned,
        call,
        { ...options, target, deadlines: settings.deadlines, budget, limits, signal },
        show,
      )
      if (ended !== undefined) {
        const { verdict, reason } = ended
        const why = reason === undefined ? '' : ` (${reason.code}: ${reason.message})`
        tell(
          `${finding.id} is not reproduced: ${planned.id} did not come to its broken call, it ended as ${verdict}${why}`,
        )
      }
      const { left, unseen } = await interruption.whileCleaningUp(
        settings.deadlines.cleanUpMs,
        (inTime) =>
          cleanUpRun({ ...options, deadlineMs: settings.deadlines.bootMs, signal: inTime }),
      )
      journal.close()
      directory.lock.release()
      if (left.length > 0 || unseen !== undefined) {
        const path = relative(process.cwd(), directory.path)
        tell(
          `something is left: attest cleanup ${path} removes it${unseen === undefined ? '' : ` (${unseen})`}`,
        )
        return EXIT.inconclusive
      }
      await rm(directory.path, { recursive: true, force: true })
      tell('nothing is left on the cloud')
      if (interruption.isByUser) return EXIT.interrupted
      return ended === undefined ? EXIT.conformant : EXIT.couldNotRun
    } finally {
      await closeSessions(sessions)
    }
  } finally {
    interruption.close()
    await chosen.close()
  }
}

function tell(text: string): void {
  process.stderr.write(`attest: ${escapeControls(text)}\n`)
}

function inWords(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`
}

function shellAccess(
  { clouds, cloudsFile }: ChosenTarget,
  sessions: ReadonlyMap<Persona, Session>,
  persona: Persona,
): ShellAccess {
  const cloud = clouds[persona]
  const tls = (sessions.get(persona) ?? sessions.get('member'))?.config.tls
  return {
    ...(cloud !== undefined && { cloud }),
    ...(cloudsFile !== undefined && { cloudsFile }),
    isUnchecked: tls?.verify === false,
    hasAuthorities: tls?.ca !== undefined && !process.env.CURL_CA_BUNDLE,
  }
}
