/** What the program is for, in its help and its man page. */
export const DESCRIPTION =
  'Tests whether a cloud keeps the promises of OpenStack’s API documents: attest spec list ' +
  'names the documents.'

/** What stands at the end of both. */
export const EXAMPLES = `Examples:
  attest run                      the whole suite on the embedded reference cloud
  attest doctor --cloud lab       what can and cannot be tested on a cloud, and why
  attest run --cloud lab --persona reader=lab-reader --persona admin=lab-admin
  attest explain '*:409:*'        what is promised, where, and how it is tested
  attest certify --cloud lab --profile zed --key key.pem
  attest cleanup reports/latest   removes what a broken-off run has left behind

Exit codes: 0 conformant · 1 non-conformant · 2 could not run · 3 inconclusive · 130 interrupted`
