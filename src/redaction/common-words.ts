/**
 * Words that are frequent in answers of Identity, in journals and in reports, and in none of our API
 * documents. Those of each service are in its `service.yaml`.
 */
export const COMMON_WORDS = `
administrator capabilities configuration conformance conformant contract-violation created_at
default_project_id description descriptions domain_id durationMs embedded endpoints exchange exchanges
expires_at interrupted interface inconclusive issued_at journal links metadata microversion microversions
nonconformant not-applicable not-tested openstack operation password password_expires_at persona plaintext
project_id protected read-only readonly requirement requirements resource-created resource-gone
resource-intended reserved run-finished run-started service stranger strictly tenant_id updated_at user_id
verdicts violations waiting write access_token application_credential authentication authorization username
`
