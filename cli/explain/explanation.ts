import type { Scenario } from '../../fixtures/core/case/scenario.ts'
import { fixtureWords } from '../../fixtures/core/definitions/fixture-words.ts'
import { PERSONA_WORDS } from '../../fixtures/core/definitions/personas.ts'
import { changePoints } from '../../src/openapi/at-version/changes.ts'
import type {
  Contract,
  Erratum,
  Operation,
  Persona,
  Requirement,
  Source,
} from '../../src/openapi/contract.ts'
import { formatRange, type Microversion } from '../../src/openapi/microversion.ts'
import { pickMicroversions } from '../../src/plan/pick-microversions.ts'
import { errataBehind } from './errata-behind.ts'
import { type Message, requestOf, responseOf } from './messages.ts'

/** What is known of one promise without a cloud. */
export interface Explanation {
  readonly id: string
  readonly level: Requirement['level']
  readonly status: number
  readonly when: string
  readonly operation: Pick<Operation, 'id' | 'method' | 'path' | 'summary'>
  readonly source: Source & { readonly link: string }
  readonly microversions: {
    readonly range: string
    /**
     * The microversions that `--microversions changes` selects on a cloud that offers the whole
     * contract.
     */
    readonly changes: readonly Microversion[]
  }
  readonly persona: { readonly name: Persona; readonly is: string }
  /** Features that the cloud must have. */
  readonly needs: readonly string[]
  /** Absent where no scenario tests it yet. */
  readonly scenario?: {
    readonly title: string
    readonly asksFor: readonly { readonly fixture: string; readonly is: string }[]
  }
  readonly sent: Message
  readonly passes: Message
  readonly errata: readonly Pick<Erratum, 'id' | 'document' | 'upstream' | 'holds'>[]
  readonly covers: readonly string[]
}

/**
 * Combines what the contract and the scenario say of a requirement. `changes` are the change points of its
 * operation, for those who have them already.
 */
export function explain(
  contract: Contract,
  operation: Operation,
  requirement: Requirement,
  scenario: Scenario | undefined,
  changes = changePoints(contract, operation.id),
): Explanation {
  const { id, level, status, when, range, persona, needs, source, covers } = requirement
  const { method, path, summary, link } = operation
  return {
    id,
    level,
    status,
    when,
    operation: { id: operation.id, method, path, summary },
    source: { ...source, link },
    microversions: {
      range: contract.range ? formatRange(range) : 'none: the service has no microversions',
      changes: contract.range
        ? pickMicroversions({ kind: 'changes' }, range, contract.range, changes)
        : [],
    },
    persona: { name: persona, is: PERSONA_WORDS[persona] },
    needs,
    ...(scenario && {
      scenario: {
        title: scenario.title,
        asksFor: scenario.asksFor.map((fixture) => ({
          fixture,
          is: fixtureWords(scenario.definitions, fixture),
        })),
      },
    }),
    sent: requestOf(contract, operation),
    passes: responseOf(contract, operation, status),
    errata: errataBehind(contract, operation, requirement).map(
      ({ id: erratum, document, upstream, holds }) => ({ id: erratum, document, upstream, holds }),
    ),
    covers,
  }
}
