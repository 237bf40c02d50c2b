import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { PERSONAS, type Persona } from '../../src/openapi/contract.ts'
import { UsageError } from '../errors/usage-error.ts'

/** The personas that began a run, with the users that they were. */
interface Beginning {
  readonly target: { readonly personas: readonly string[] }
  readonly personaAccess: RunRecord['personaAccess']
}

/** The user that a persona is now, and the entry of the clouds file with that user. */
interface Present {
  readonly userId: string | undefined
  readonly config: { readonly name: string }
}

/**
 * A run is resumed only by the users that began it: its plan depends on its personas, and users
 * have different rights. Throws {@link UsageError}.
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
    // A run that ended before its first case has used no persona.
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
