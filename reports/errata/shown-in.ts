import { releasesShowing } from '../../src/attestation/releases-showing.ts'
import type { Evidence, Service, Voice } from '../../src/openapi/contract.ts'

const VOICES: Readonly<Record<Voice, string>> = {
  reference: 'the reference',
  schema: 'its JSON Schemas',
  sample: 'samples',
  history: 'the history of microversions',
  code: 'what controllers declare',
}

/** In which sources of upstream, and of which releases, evidence shows. */
export function shownIn(evidence: readonly Evidence[], service: Service): string {
  const phrases = evidence.map((one) => {
    const releases = releasesShowing(one, service)
    const [first = '', last = first] = [releases.at(0), releases.at(-1)].map(named)
    return `${VOICES[one.in]} of ${first === last ? first : `${first} to ${last}`}`
  })
  return [...new Set(phrases)].join('; ')
}

function named(release: string | undefined): string {
  return release === undefined
    ? 'no release'
    : `${release.slice(0, 1).toUpperCase()}${release.slice(1)}`
}
