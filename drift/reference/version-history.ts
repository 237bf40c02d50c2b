import {
  compareMicroversions,
  isMicroversion,
  type Microversion,
} from '../../src/openapi/microversion.ts'
import { rstBlocks } from './rst-blocks.ts'

/** An entry of the history of a service's microversions. */
export interface HistoryEntry {
  readonly version: Microversion
  readonly line: number
  readonly text: string
}

/** The entries of a history, oldest first: each has its microversion at the start of its heading. */
export function readHistory(source: string): readonly HistoryEntry[] {
  const entries: { version: Microversion; line: number; text: string }[] = []
  for (const block of rstBlocks(source)) {
    const version = block.kind === 'heading' ? /^(\d+\.\d+)\b/.exec(block.title)?.[1] : undefined
    if (version !== undefined && isMicroversion(version)) {
      entries.push({ version, line: block.line, text: '' })
      continue
    }
    const last = entries.at(-1)
    if (last === undefined || block.kind === 'heading') continue
    const lines = block.kind === 'text' ? block.lines : block.body
    last.text += ` ${lines.map(({ text }) => text.trim()).join(' ')}`
  }
  return entries.sort((a, b) => compareMicroversions(a.version, b.version))
}
