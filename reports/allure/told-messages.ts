import type { RuntimeMessage } from 'allure-js-commons/sdk'

/** Where allure-vitest's reporter looks for what a test has told, until its result is written. */
const TOLD = 'allureRuntimeMessages'

/** Tells it of a test; what was told of it before is replaced. */
export function tellMessages(meta: object, messages: readonly RuntimeMessage[]): void {
  Object.assign(meta, { [TOLD]: messages })
}

/** Forgets what a test has told: a run of many thousand cases has no room for all of it. */
export function forgetMessages(meta: object): void {
  if (TOLD in meta) delete meta[TOLD]
}
