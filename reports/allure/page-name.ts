/** The title of Allure's page of a run; `part` says what it shows if it does not show all. */
export const pageName = (target: string, part = ''): string => `Attest: ${target}${part}`
