/** A change of one character in one answer of a journal. */
export interface ChangedCharacter {
  readonly journal: string
  /** The changed line of the journal: its number, from 1, and its new text. */
  readonly line: number
  readonly text: string
  /** The old text around the character, for people. */
  readonly place: string
}

const RESPONSE = '"response":'
const PRINTABLE = Array.from({ length: 95 }, (_, code) => String.fromCharCode(code + 32))

/**
 * Changes one character of one answer in the text of a journal. The numbers choose the character
 * among all characters of all answers, and the new one; any numbers are allowed.
 */
export function changeCharacter(
  journal: string,
  choice: { readonly answer: number; readonly character: number; readonly other: number },
): ChangedCharacter {
  const lines = journal.trimEnd().split('\n')
  const answers = lines.flatMap((line, at) =>
    line.startsWith('{"type":"exchange"') && line.includes(RESPONSE) ? [at] : [],
  )
  const at = answers[choice.answer % answers.length] ?? 0
  const line = lines[at] ?? ''
  const begin = line.indexOf(RESPONSE) + RESPONSE.length
  const end = line.lastIndexOf('},"violations":')
  const column = begin + (choice.character % (end - begin))
  const others = PRINTABLE.filter((character) => character !== line[column])
  const other = others[choice.other % others.length] ?? ''
  const text = `${line.slice(0, column)}${other}${line.slice(column + 1)}`
  return {
    journal: `${lines.with(at, text).join('\n')}\n`,
    line: at + 1,
    text,
    place: `${line.slice(Math.max(begin, column - 30), column)}[${line[column]}→${other}]${line.slice(column + 1, column + 20)}`,
  }
}
