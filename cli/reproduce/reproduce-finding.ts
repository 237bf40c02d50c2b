import { rm } from 'node:fs/promises'
import { relative } from 'node:path'
import { reproduce } from '../../api/reproduce/reproduce.ts'
import { reproducedOf } from '../../api/reproduce/reproduced.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import type { Session } from '../../src/openstack/session.ts'
import type { TargetAccess } from '../../src/run/run-order.ts'
import { settingsOf } from '../command-settings.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { note } from '../progress/note.ts'
import { tellNotes } from '../progress/tell-notes.ts'
import type { TargetFlags } from '../target-options.ts'
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
  const settings = settingsOf(flags)
  const reproduced = await reproducedOf(run, named, settings)
  const { finding, lead } = reproduced
  const { id } = lead.planned
  const heldMs = settings.limits.timeMs ?? HELD_MS
  const {
    result: ended,
    directory,
    left,
    unseen,
    isByUser,
  } = await reproduce(
    reproduced,
    {
      release: flags.release,
      onDiscovered(seen) {
        tellNotes(seen)
        note(`arranging ${id} on ${seen.target.identity.name}`)
      },
    },
    async (calls, { access, sessions, options: { signal } }) => {
      const accessOf = (persona: Persona) => shellAccess(access, sessions, persona)
      process.stdout.write(script(finding, lead, calls, accessOf))
      note(
        `nothing more is sent until you press Enter; at the latest ${inWords(heldMs)} from now all is removed`,
      )
      if ((await untilTold(process.stdin, signal, heldMs)) === 'closed') {
        note('the standard input is closed, so nobody can press Enter: removing all at once')
      }
    },
  )
  if (ended !== undefined) {
    const { verdict, reason } = ended
    const why = reason === undefined ? '' : ` (${reason.code}: ${reason.message})`
    note(
      `${finding.id} is not reproduced: ${id} did not come to its broken call, it ended as ${verdict}${why}`,
    )
  }
  if (left.length > 0 || unseen !== undefined) {
    const path = relative(process.cwd(), directory.path)
    note(
      `something is left: attest cleanup ${path} removes it${unseen === undefined ? '' : ` (${unseen})`}`,
    )
    return EXIT.inconclusive
  }
  await rm(directory.path, { recursive: true, force: true })
  note('nothing is left on the cloud')
  if (isByUser) return EXIT.interrupted
  return ended === undefined ? EXIT.conformant : EXIT.couldNotRun
}

function inWords(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`
}

function shellAccess(
  { clouds, cloudsFile }: TargetAccess,
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
