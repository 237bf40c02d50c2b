import { z } from 'zod'
import { CASE_LABEL } from '../../src/run/case-label.ts'

const labelled = z.looseObject({
  labels: z.array(z.looseObject({ name: z.string(), value: z.string() })),
})

/** The case of an Allure result; undefined for a text that is incomplete after a crash. */
export function labelledCase(text: string): string | undefined {
  const labels = labelled.safeParse(jsonOf(text)).data?.labels
  return labels?.find(({ name }) => name === CASE_LABEL)?.value
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
