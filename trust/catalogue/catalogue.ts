import type { Fault } from '../fault.ts'
import { authorisationFaults } from './authorisation.ts'
import { bodyFaults } from './bodies.ts'
import { constraintFaults } from './constraints.ts'
import { disagreementFaults } from './disagreements.ts'
import { effectFaults } from './effects.ts'
import { fieldFaults } from './fields.ts'
import { flappingFaults } from './flapping.ts'
import { headerFaults } from './headers.ts'
import { listFaults } from './lists.ts'
import { microversionFaults } from './microversions.ts'
import { negotiationFaults } from './negotiation.ts'
import { outsideFaults } from './outside.ts'
import { pathFaults } from './path-parameters.ts'
import { queryFaults } from './queries.ts'
import { stateFaults } from './state-machine.ts'
import { statusFaults } from './statuses.ts'

/** Every fault. */
export const catalogue: readonly Fault[] = [
  ...statusFaults(),
  ...fieldFaults(),
  ...bodyFaults(),
  ...headerFaults(),
  ...microversionFaults(),
  ...negotiationFaults(),
  ...constraintFaults(),
  ...pathFaults(),
  ...queryFaults(),
  ...outsideFaults(),
  ...listFaults(),
  ...disagreementFaults(),
  ...authorisationFaults(),
  ...effectFaults(),
  ...flappingFaults(),
  ...stateFaults(),
]
