/** One line of a Dockerfile: its word, and the text behind it. */
export interface Instruction {
  readonly word: string
  readonly text: string
}

/** The part of a Dockerfile from one FROM to the next. */
export interface Stage {
  readonly image: string
  /** What other stages call it: `build` of `FROM x AS build`. */
  readonly name: string | undefined
  readonly instructions: readonly Instruction[]
}

/** The words that {@link stagesOf} lets through: those that `buildImage` knows how to perform. */
const KNOWN = new Set(['WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'VOLUME', 'ENTRYPOINT', 'CMD'])

/**
 * The stages of a Dockerfile, with the defaults of its ARGs put in.
 * Throws for an instruction that nobody here performs.
 */
export function stagesOf(text: string): readonly Stage[] {
  const values = new Map<string, string>()
  const stages: (Stage & { instructions: Instruction[] })[] = []
  for (const { word, text: given } of instructionsIn(text)) {
    const line = given.replaceAll(/\$\{(\w+)\}/g, (whole, name) => values.get(name) ?? whole)
    if (word === 'ARG') values.set(...pairOf(line))
    else if (word === 'FROM') {
      const [, image = '', name] = /^(\S+)(?: AS (\S+))?$/.exec(line) ?? []
      stages.push({ image, name, instructions: [] })
    } else if (KNOWN.has(word)) stages.at(-1)?.instructions.push({ word, text: line })
    else throw new Error(`Dockerfile: nobody here performs ${word}; teach build-image.ts`)
  }
  return stages
}

/** Name and value of `NAME=value`. */
export function pairOf(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function instructionsIn(text: string): Instruction[] {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, word = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
      return { word, text: rest }
    })
}
