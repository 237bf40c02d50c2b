import type { Expression, Term } from './expression.ts'
import { QueryError } from './query-error.ts'

interface Token {
  readonly text: string
  readonly at: number
  /** It was written in quotes, at least in part: it is no sign. */
  readonly quoted: boolean
}

const SIGNS = '&|!()'

/**
 * Reads a query: terms `key:value` or words, joined by `&` (or a blank) and `|`, with `!` before what
 * must not be, and parentheses. An empty text is the query for everything. Throws {@link QueryError}.
 */
export function parseQuery(text: string): Expression {
  const tokens = tokensOf(text)
  let place = 0
  const next = (): Token | undefined => tokens[place]
  const isSign = (sign: string): boolean => {
    const token = next()
    return token !== undefined && !token.quoted && token.text === sign
  }

  function either(): Expression {
    const parts = [all()]
    while (isSign('|')) {
      place += 1
      parts.push(all())
    }
    return joined('or', parts)
  }

  function all(): Expression {
    const parts = [one()]
    while (next() !== undefined && !isSign('|') && !isSign(')')) {
      if (isSign('&')) place += 1
      parts.push(one())
    }
    return joined('and', parts)
  }

  function one(): Expression {
    const token = next()
    if (token === undefined) throw new QueryError('expected a term such as zed:pass', text.length)
    place += 1
    if (token.quoted || !SIGNS.includes(token.text)) return termOf(token)
    if (token.text === '!') return { kind: 'not', part: one() }
    if (token.text !== '(') {
      throw new QueryError(`expected a term such as zed:pass, and not ${token.text}`, token.at)
    }
    const inner = either()
    if (!isSign(')')) throw new QueryError('expected )', next()?.at ?? text.length)
    place += 1
    return inner
  }

  if (tokens.length === 0) return { kind: 'and', parts: [] }
  const whole = either()
  const rest = next()
  if (rest !== undefined) throw new QueryError('there is no ( for this )', rest.at)
  return whole
}

function joined(kind: 'and' | 'or', parts: readonly Expression[]): Expression {
  const [only, ...others] = parts
  return only !== undefined && others.length === 0 ? only : { kind, parts }
}

/** The id of a promise has colons, too: it is searched as a text. */
const PROMISE = /^[\w-]+\.[\w-]+:\d{3}/

function termOf({ text, at, quoted }: Token): Term {
  const colon = text.indexOf(':')
  if (colon < 0 || PROMISE.test(text)) return { kind: 'term', key: 'text', value: text, at }
  const [key, value] = [text.slice(0, colon).toLowerCase(), text.slice(colon + 1)]
  if (key === '' || (value === '' && !quoted)) {
    throw new QueryError(`expected key:value, and not ${text}`, at)
  }
  return { kind: 'term', key, value, at }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const sign = text.charAt(at)
    if (/\s/.test(sign)) at += 1
    else if (SIGNS.includes(sign)) {
      tokens.push({ text: sign, at, quoted: false })
      at += 1
    } else {
      const word = wordAt(text, at)
      tokens.push(word.token)
      at = word.end
    }
  }
  return tokens
}

/** A word ends at a blank or a sign, unless these stand in double quotes. */
function wordAt(text: string, start: number): { readonly token: Token; readonly end: number } {
  let word = ''
  let quoted = false
  let isOpen = false
  let at = start
  for (; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (sign === '"') {
      quoted = true
      isOpen = !isOpen
    } else if (!isOpen && (/\s/.test(sign) || SIGNS.includes(sign))) break
    else word += sign
  }
  if (isOpen) throw new QueryError('expected " at the end of the text', text.length)
  return { token: { text: word, at: start, quoted }, end: at }
}
