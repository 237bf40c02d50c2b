import { join } from 'node:path'

/** The folder of Allure results in the folder of a run. */
export const allureResultsOf = (folder: string): string => join(folder, 'allure-results')
