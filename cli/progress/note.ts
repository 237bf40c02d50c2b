import { escapeControls } from '../../reports/text/escape-controls.ts'

/** Writes a line beside the results. */
export function note(text: string): void {
  process.stderr.write(`attest: ${escapeControls(text)}\n`)
}
