import { z } from 'zod'
import { isMicroversion, type Microversion } from './microversion.ts'

export const microversionSchema = z.custom<Microversion>(
  (value) => typeof value === 'string' && isMicroversion(value),
  'expected a microversion such as 2.49',
)
