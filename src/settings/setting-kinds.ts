import { z } from 'zod'

// Every `error` is the end of a sentence that begins with "expected".

export function text(expected: string) {
  return z.string({ error: expected }).regex(/\S/, { error: expected })
}

export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `one of ${words.join(', ')}` })
}

export function wholeNumber(min: number, max: number, unit: string) {
  const expected = `a whole number of ${unit} from ${min} to ${max}`
  return z.int({ error: expected }).min(min, { error: expected }).max(max, { error: expected })
}

export function listOf(expected: string) {
  return z.array(text(expected), { error: expected }).min(1, { error: expected })
}

export function mapOf(expected: string) {
  return z.record(text(expected), text(expected), { error: expected })
}
