import { defaultDocuments, documentsNamed, documentsWhere } from '../openapi/choose-documents.ts'
import type { Contract, Contracts } from '../openapi/contract.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'
import type { NamedDocument, Settings } from './settings.ts'
import { SettingsError } from './settings-error.ts'

/**
 * The documents of a run: those that the user names, or else the default ones, in the order of the
 * package. Throws {@link SettingsError} for a name that matches no document, or several.
 */
export function chosenDocuments(
  { documents }: Pick<Settings, 'documents'>,
  known: Contracts,
): Contracts {
  if (documents.length === 0) return defaultDocuments(known)
  const chosen = new Set(documents.map((named) => theOne(named, known)))
  return documentsWhere(known, (contract) => chosen.has(contract))
}

function theOne({ name, place }: NamedDocument, known: Contracts): Contract {
  const [found, ...others] = documentsNamed(name, known)
  if (found !== undefined && others.length === 0) return found
  const all = [...known.values()].map(({ id }) => id)
  const meant = found === undefined ? near(name, all) : [found, ...others].map(({ id }) => id)
  throw new SettingsError({
    ...place,
    problem: `${JSON.stringify(name)} is ${found === undefined ? 'no document' : 'the name of several documents'}`,
    expected: `one of ${all.join(', ')}`,
    advice: didYouMean(meant, 'write its id as it stands here'),
  })
}

/** A name without its service is compared with these names. */
function near(name: string, ids: readonly string[]): readonly string[] {
  const whole = nearMisses(name, ids)
  if (whole.length > 0) return whole
  const short = nearMisses(
    name,
    ids.map((id) => id.slice(id.indexOf('/') + 1)),
  )
  return ids.filter((id) => short.some((one) => id.endsWith(`/${one}`)))
}
