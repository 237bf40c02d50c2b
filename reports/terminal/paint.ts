import { styleText } from 'node:util'
import type { CaseVerdict, RunVerdict } from '../../src/judge/verdict.ts'

type Style = Parameters<typeof styleText>[0]

/** Adds a colour to a text, or returns it unchanged. */
export type Paint = (style: Style, text: string) => string

/** Colour is used on a terminal, unless `NO_COLOR` is set. */
export interface Screen {
  readonly isTTY?: boolean
  /** Characters of a line; unknown for a pipe. */
  readonly columns?: number
}

export function paintFor(screen: Screen, environment: NodeJS.ProcessEnv = process.env): Paint {
  const plain = !screen.isTTY || (environment.NO_COLOR ?? '') !== '' || environment.TERM === 'dumb'
  return plain
    ? (_style, text) => text
    : (style, text) => styleText(style, text, { validateStream: false })
}

export const VERDICT_STYLES: Readonly<Record<CaseVerdict | RunVerdict, Style>> = {
  passed: 'green',
  failed: 'red',
  error: 'magenta',
  'not-tested': 'yellow',
  'not-applicable': 'gray',
  waived: 'blue',
  conformant: ['bold', 'green'],
  'non-conformant': ['bold', 'red'],
  inconclusive: ['bold', 'yellow'],
}
