import type { Evidence, Voice } from '../../src/openapi/contract.ts'

const VOICES: Readonly<Record<Voice, string>> = {
  reference: 'the reference',
  schema: 'its JSON Schemas',
  sample: 'samples',
  history: 'the history of microversions',
  code: 'what controllers declare',
}

/** In which sources of upstream, and in which of the releases that are kept, evidence shows. */
export function shownIn(evidence: readonly Evidence[]): string {
  const phrases = evidence.map(({ in: voice, from, to }) => {
    const releases =
      from === undefined
        ? to === undefined
          ? 'all releases'
          : `releases up to ${to}`
        : to === undefined
          ? `releases from ${from} on`
          : `releases ${from} to ${to}`
    return `${VOICES[voice]} of ${releases}`
  })
  return [...new Set(phrases)].join('; ')
}
