import { type Noted, targetNotes } from '../../api/steps/target-notes.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'

/** Prints on stderr what was assumed about the target, one line each. */
export function tellNotes(seen: Noted): void {
  for (const note of targetNotes(seen)) {
    process.stderr.write(`attest: note: ${escapeControls(note)}\n`)
  }
}
