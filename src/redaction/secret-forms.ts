import { lowerCase } from './lower-case.ts'
import { RANDOM_ENOUGH, randomCharacters } from './ordinary.ts'

/** Characters of a piece, of one that may be a part of an id, and of coded text. */
const SHORTEST = { any: 8, hexadecimal: 16, base64: 16 } as const

const HEXADECIMAL = /^[0-9a-f-]+$/

/** One way to write a secret. */
export interface SecretForm {
  /** In lower case: a secret is found in any case. */
  readonly text: string
  /** Distance in characters between two of the beginnings at which it is looked for. */
  readonly stride: number
  /** Whether the characters from `from` to `to` are enough of the secret to be removed. */
  readonly isPiece: (from: number, to: number) => boolean
}

/**
 * The ways to write a secret that are not one character after the other: with `+` for blanks, in
 * hexadecimal digits, and in base64 wherever it begins. Without `wordsToo`, only pieces that look random
 * count.
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

/** Any piece that is long enough holds the first eight characters from one of the beginnings. */
function codedForm(original: string): SecretForm {
  const shortest = Math.min(SHORTEST.base64, original.length)
  return {
    text: lowerCase(original),
    stride: SHORTEST.base64 - SHORTEST.any + 1,
    isPiece: (from, to) => to - from >= shortest,
  }
}

/** Base64 of a text that stands at the beginning, or after one or two other bytes. */
function base64(secret: string, encoding: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)])
    // The first and the last characters may have bits of what stands before and after.
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 3))
    return whole.toString(encoding).slice([0, 2, 3][before])
  })
}
