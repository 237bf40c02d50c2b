/** The label of an Allure result that has the id of its case. */
export const CASE_LABEL = 'attest.case'
