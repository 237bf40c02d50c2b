import { isOwnJson } from '../../src/attestation/own-json.ts'
import type { JournalHandler } from '../../src/journal/read-events.ts'

/** A reader that takes the first of two equal keys would read another journal. */
export const spelling: JournalHandler = {
  enter: (_event, { text }) =>
    isOwnJson(text)
      ? undefined
      : 'it is not written as Attest writes it: it has a key twice, or spaces',
}
