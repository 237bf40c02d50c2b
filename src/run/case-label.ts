/** The label of an Allure result that says which case it is of. */
export const CASE_LABEL = 'attest.case'
