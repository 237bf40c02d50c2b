import { lowerCase } from './lower-case.ts'
import { RANDOM_ENOUGH, randomCharacters } from './ordinary.ts'

/** The fewest characters of a piece: in general, of hexadecimal digits as in an id, and of encoded text. */
const SHORTEST = { any: 8, hexadecimal: 16, base64: 16 } as const

const HEXADECIMAL = /^[0-9a-f-]+$/

/** One way to write a secret. */
export interface SecretForm {
  /** In lower case: a secret is found in any case. */
  readonly text: string
  /** The distance in characters between the windows of the text that are searched for. */
  readonly stride: number
  /** Whether the characters from `from` to `to` are a piece of the secret that must be removed. */
  readonly isPiece: (from: number, to: number) => boolean
}

/**
 * The forms of a secret that are searched for: plain, with `+` for blanks, in hexadecimal digits, and
 * in base64 at each of its three alignments. Without `wordsToo`, only pieces that look random count.
 */
export function formsOf(secret: string, wordsToo: boolean): readonly SecretForm[] {
  const plain = new Set([secret, secret.replaceAll(' ', '+')])
  const coded = new Set([
    Buffer.from(secret).toString('hex'),
    ...base64(secret, 'base64'),
    ...base64(secret, 'base64url'),
  ])
  return [
    ...[...plain].map((text) => plainForm(text, wordsToo)),
    ...[...coded].filter((text) => text.length >= SHORTEST.any).map(codedForm),
  ]
}

function plainForm(original: string, wordsToo: boolean): SecretForm {
  const text = lowerCase(original)
  const random = randomCharacters(original)
  const isPiece = (from: number, to: number): boolean => {
    const length = to - from
    if (length < SHORTEST.any) return false
    if (HEXADECIMAL.test(text.slice(from, to))) return length >= SHORTEST.hexadecimal
    return wordsToo || random.slice(from, to).filter(Boolean).length >= RANDOM_ENOUGH
  }
  return { text, stride: 1, isPiece }
}

/** The stride is such that every sufficiently long piece contains one whole window. */
function codedForm(original: string): SecretForm {
  const shortest = Math.min(SHORTEST.base64, original.length)
  return {
    text: lowerCase(original),
    stride: SHORTEST.base64 - SHORTEST.any + 1,
    isPiece: (from, to) => to - from >= shortest,
  }
}

/** The base64 of a text at the beginning of an encoding, and after one or two other bytes. */
function base64(secret: string, encoding: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
    // The first and the last characters may also depend on the bytes before and after the secret.
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3))
    return whole.toString(encoding).slice([0, 2, 3][before])
  })
}
