import { DFA, JS, NFA } from 'refa'
import { expect, it } from 'vitest'
import { packagedServices } from '../../src/openapi/load-services.ts'
import { loadSources } from './sources.ts'

const pairs = [...packagedServices().keys()].flatMap((service) =>
  loadSources(service)['same-patterns'].map(({ ours, theirs }) => [ours, theirs] as const),
)

/** The smallest automaton of a pattern that begins with ^ and ends with $, which both are left out of. */
function automaton(pattern: string) {
  const { expression, maxCharacter } = JS.Parser.fromLiteral({ source: pattern, flags: 'u' }).parse(
    {
      assertions: 'ignore',
    },
  )
  const dfa = DFA.fromFA(NFA.fromRegex(expression, { maxCharacter }))
  dfa.minimize()
  return dfa
}

it.each(pairs)('%s accepts the same as %s', (ours, theirs) => {
  for (const pattern of [ours, theirs]) {
    expect(pattern).toMatch(/^\(?\^[^|^$]*\$$/)
  }
  expect(automaton(ours).structurallyEqual(automaton(theirs))).toBe(true)
})

it('tells patterns apart that differ in one letter', () => {
  const pattern = '^/[a-z]+$'
  const other = automaton(pattern.replace('[a-z]+', '[a-y]+'))
  expect(automaton(pattern).structurallyEqual(other)).toBe(false)
})
