/** A query that was read. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | Term

/** `key:value`; a word without a colon is searched in the text of promises. */
export interface Term {
  readonly kind: 'term'
  readonly key: string
  readonly value: string
  /** Where in the text, from 0. */
  readonly at: number
}

/** All terms of an expression. */
export function termsOf(expression: Expression): readonly Term[] {
  switch (expression.kind) {
    case 'term':
      return [expression]
    case 'not':
      return termsOf(expression.part)
    default:
      return expression.parts.flatMap(termsOf)
  }
}
