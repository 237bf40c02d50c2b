import { styleText } from 'node:util'
import type { CaseVerdict, RunVerdict } from '../../src/judge/verdict.ts'

type Style = Parameters<typeof styleText>[0]

/** Colours a text, or leaves it as it is. */
export type Paint = (style: Style, text: string) => string

/** What decides on colour: a terminal that is not told `NO_COLOR`. */
export interface Screen {
  readonly isTTY?: boolean
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
