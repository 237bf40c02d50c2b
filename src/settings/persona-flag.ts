import { PERSONAS } from '../openapi/contract.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import { SettingsError } from './settings-error.ts'

/** The personas that have a cloud entry of their own. */
const PERSONAS_WITH_ENTRY = ['reader', 'guest', 'stranger', 'admin'] as const
type PersonaWithEntry = (typeof PERSONAS_WITH_ENTRY)[number]

/** The name of the clouds.yaml entry of each persona. */
export type PersonaClouds = Readonly<Partial<Record<PersonaWithEntry, string>>>

/**
 * Reads the values of the repeatable option `--persona`, such as `reader=lab-reader`.
 * Throws {@link SettingsError}.
 */
export function parsePersonaFlags(values: readonly string[]): PersonaClouds {
  const clouds = new Map<PersonaWithEntry, string>()
  for (const value of values) {
    const [name = '', ...rest] = value.split('=')
    const cloud = rest.join('=')
    if (rest.length === 0)
      throw fault(value, "has no '='", `write --persona ${name || 'PERSONA'}=CLOUD`)
    if (!isPersonaWithEntry(name)) throw fault(value, 'names no such persona', personaAdvice(name))
    if (cloud.trim() === '') {
      throw fault(value, 'names no cloud', `write the name of an entry of clouds.yaml after '='`)
    }
    if (clouds.has(name)) {
      throw fault(value, `names ${name} a second time`, `give --persona ${name}=... once`)
    }
    clouds.set(name, cloud)
  }
  return Object.fromEntries(clouds)
}

/** Advice about a name that is no {@link PersonaWithEntry}. */
export function personaAdvice(name: string): string {
  if (name === 'member') return "the member's entry is the one that --cloud or cloud: names"
  if (name === 'nobody') return 'nobody sends no token and has no entry: leave it out'
  const personas = PERSONAS.filter((persona) => isPersonaWithEntry(persona))
  return didYouMean(nearMisses(name, personas), `name one of ${personas.join(', ')}`)
}

function isPersonaWithEntry(name: string): name is PersonaWithEntry {
  return PERSONAS_WITH_ENTRY.some((persona) => persona === name)
}

function fault(value: string, problem: string, advice: string): SettingsError {
  return new SettingsError({
    key: '--persona',
    problem: `${JSON.stringify(value)} ${problem}`,
    expected: `PERSONA=CLOUD with one of the personas ${PERSONAS_WITH_ENTRY.join(', ')}`,
    advice,
  })
}
