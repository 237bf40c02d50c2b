/** What Allure's page of a run is called; `part` says what it shows if that is not all. */
export const pageName = (target: string, part = ''): string => `Attest: ${target}${part}`
