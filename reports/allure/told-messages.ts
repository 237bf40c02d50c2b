/** Where allure-vitest keeps what a test has told, until its result is written. */
const TOLD = 'allureRuntimeMessages'

/** Forgets what a test has told: a run of many thousand cases has no room for all of it. */
export function forgetMessages(meta: object): void {
  if (TOLD in meta) delete meta[TOLD]
}
