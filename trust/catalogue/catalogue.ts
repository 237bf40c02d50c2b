import type { Fault } from '../fault.ts'
import { statusFaults } from './statuses.ts'

/** Every fault, in the order of the kinds. */
export const catalogue: readonly Fault[] = [...statusFaults()]
