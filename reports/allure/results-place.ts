import { join } from 'node:path'

/** Where the Allure results of the run in a folder are. */
export const allureResultsOf = (folder: string): string => join(folder, 'allure-results')
