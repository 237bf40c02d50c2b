import type { Page } from './page.ts'

const SHELLS = ['sh', 'bash', 'yaml']
/** What is in front of the command in a line: an item of YAML, variables. */
const BEFORE = /^(?:\s*(?:- )?(?:run|if):\s+|\s*- |\s*[A-Z_]+=\S+\s+|\s*!\s*|\s+)*/
const WORD = /'([^']*)'|"((?:\\.|[^"\\])*)"|[^\s'"]+/g

/** The words of each command that stands in a block of a shell, or in CI's files. */
export function commandsIn({ fences }: Pick<Page, 'fences'>): string[][] {
  return fences
    .filter(({ language }) => SHELLS.includes(language))
    .flatMap(({ lines }) =>
      lines
        .join('\n')
        .replaceAll(/\\\n\s*/g, ' ')
        .split('\n'),
    )
    .flatMap((line) => wordsOf(line))
}

/** A line in words, for each command of it; quotes are taken away, and what stands in a comment. */
export function wordsOf(line: string): string[][] {
  const commands: string[][] = [[]]
  for (const [word, single, double] of line.replace(BEFORE, '').matchAll(WORD)) {
    if (word.startsWith('#')) break
    const text = single ?? double ?? word
    const ends = single === undefined && double === undefined && /^(?:&&?|\|\|?|;|<\S*)$/.test(word)
    if (ends) commands.push([])
    else commands.at(-1)?.push(text)
  }
  return commands.filter((words) => words.length > 0)
}
