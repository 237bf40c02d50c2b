import { suiteDigest } from '../../src/attestation/suite-digest.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import { CONFORMANCE } from '../certification/predicates.ts'

/** What identifies an installation: `attest --version --json`. */
export function versionFacts(): object {
  return {
    version: packageVersion,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    // Of the code that judges: a certificate is verified by the same.
    suite: suiteDigest(),
    certificate: CONFORMANCE,
    documents: [...packagedContracts().values()].map(({ id, digest }) => ({ id, digest })),
  }
}
