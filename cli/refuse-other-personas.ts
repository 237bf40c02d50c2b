import type { RunRecord } from '../src/journal/record/run-record.ts'
import { PERSONAS, type Persona } from '../src/openapi/contract.ts'
import { UsageError } from './errors/usage-error.ts'

/** What began a run, as far as it matters who that was. */
interface Beginning {
  readonly target: { readonly personas: readonly string[] }
  readonly personaAccess: RunRecord['personaAccess']
}

/** The user that a persona is now, and the entry of the clouds file that says so. */
interface Present {
  readonly userId: string | undefined
  readonly config: { readonly name: string }
}

/**
 * A run is gone on with by those who began it, and nobody else: the plan counts on these personas, and
 * what one user may do another may not. Throws {@link UsageError}.
 */
export function refuseOtherPersonas(
  { target, personaAccess }: Beginning,
  present: ReadonlyMap<Persona, Present>,
): void {
  for (const persona of PERSONAS) {
    const now = present.get(persona)
    const hadOne = target.personas.includes(persona)
    if (hadOne && now === undefined) {
      throw new UsageError(
        `the run began with the persona ${persona}, which is missing now: name it with ${optionOf(persona)}`,
      )
    }
    if (now !== undefined && !hadOne) {
      throw new UsageError(
        `the run began without the persona ${persona}: leave out ${optionOf(persona)} and what attest.yaml says of it, or begin a new run`,
      )
    }
    const was = personaAccess[persona]
    // A run that ended before its first case has not spoken as anybody.
    if (now === undefined || was === undefined || was.userId === now.userId) continue
    throw new UsageError(
      was.userId === undefined
        ? `the journal does not say which user the ${persona} was, as an earlier version of Attest began the run: begin a new one`
        : `the ${persona} of the run was user ${was.userId}, but ${now.config.name} is user ${now.userId}: name the run's own with ${optionOf(persona)}`,
    )
  }
}

const optionOf = (persona: Persona): string =>
  persona === 'member' ? '--cloud' : `--persona ${persona}=`
