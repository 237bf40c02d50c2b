import { type Expression, type Term, termsOf } from './expression.ts'
import { matches } from './glob.ts'
import { parseQuery } from './parse-query.ts'
import { predicateOf } from './predicates.ts'
import type { QueryTable, TableTarget } from './table.ts'

/** The answer to a query: the places of promises in the table, and the targets that it is about. */
export interface Answer {
  readonly promises: readonly number[]
  readonly targets: readonly TableTarget[]
}

/**
 * Asks a query of a table. `target:` terms choose targets, all others choose promises. Throws
 * QueryError for a text that is no query, and for names that the table does not have.
 */
export function ask(table: QueryTable, query: string): Answer {
  const expression = parseQuery(query)
  const chosen = termsOf(expression).filter(({ key }) => key === 'target')
  const targets =
    chosen.length === 0
      ? table.targets
      : table.targets.filter((target) => chosen.some(({ value }) => isNamed(target, value)))
  const matchesPromise = compiled(expression, { ...table, targets }, table)
  return {
    promises: table.promises.flatMap((_, place) => (matchesPromise(place) ? [place] : [])),
    targets,
  }
}

function isNamed({ id, title, release }: TableTarget, name: string): boolean {
  return [id, title, ...(release === null ? [] : [release])].some((one) => matches(name, one))
}

type Matches = (promise: number) => boolean

function compiled(expression: Expression, chosen: QueryTable, whole: QueryTable): Matches {
  switch (expression.kind) {
    case 'not': {
      const inner = compiled(expression.part, chosen, whole)
      return (promise) => !inner(promise)
    }
    case 'term':
      return termMatches(expression, chosen, whole)
    default: {
      const parts = expression.parts.map((part) => compiled(part, chosen, whole))
      return expression.kind === 'and'
        ? (promise) => parts.every((part) => part(promise))
        : (promise) => parts.some((part) => part(promise))
    }
  }
}

function termMatches(term: Term, chosen: QueryTable, whole: QueryTable): Matches {
  if (term.key === 'target') return () => true
  return predicateOf(term, chosen, whole, isNamed)
}
