import { z } from 'zod'
import { CASE_LABEL, VERDICT_LABEL } from './case-labels.ts'

const labelled = z.looseObject({
  labels: z.array(z.looseObject({ name: z.string(), value: z.string() })),
})

/** The case that an Allure result is of, and the verdict that it says. */
export interface LabelledCase {
  readonly id?: string
  readonly verdict?: string
}

/** Undefined for a text that is no result: one that a crash left half-written is of no case. */
export function labelledCase(text: string): LabelledCase | undefined {
  const parsed = labelled.safeParse(jsonOf(text))
  if (!parsed.success) return undefined
  const value = (label: string) => parsed.data.labels.find(({ name }) => name === label)?.value
  const id = value(CASE_LABEL)
  const verdict = value(VERDICT_LABEL)
  return { ...(id !== undefined && { id }), ...(verdict !== undefined && { verdict }) }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
