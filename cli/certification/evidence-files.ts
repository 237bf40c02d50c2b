import { readFile } from 'node:fs/promises'
import { profileFacts } from '../../api/scope/profile-plan.ts'
import { badge } from '../../reports/certificate/badge.ts'
import { type Certificate, certificateOf } from '../../reports/certificate/certificate.ts'
import { certificatePage } from '../../reports/certificate/certificate-page.ts'
import type { Results } from '../../reports/results/results-schema.ts'
import { BUNDLED } from '../../src/attestation/bundled.ts'
import type { Profile } from '../../src/attestation/profile.ts'
import { sha256 } from '../../src/attestation/statement.ts'
import { suiteDigest } from '../../src/attestation/suite-digest.ts'
import type { ChainReader } from '../../src/journal/journal-chain.ts'
import type { Contracts } from '../../src/openapi/contract.ts'

/** The inputs of a certificate: all but its end comes from the journal. */
interface Judged {
  readonly results: Results
  readonly chain: ChainReader
  readonly validUntil: string
}

/** The files of a certificate, made from the journal, and the certificate's data. */
export async function evidenceFiles(
  journal: string,
  { results, chain, validUntil }: Judged,
  profile: Profile,
  contracts: Contracts,
): Promise<{ readonly certificate: Certificate; readonly files: Map<string, Buffer> }> {
  const bytes = await readFile(journal)
  const certificate = certificateOf(results, {
    profile: profileFacts(profile, contracts),
    suiteDigest: suiteDigest(),
    validUntil,
    evidence: { digest: `sha256:${sha256(bytes)}`, lines: chain.lines, chain: chain.head },
  })
  return {
    certificate,
    files: new Map([
      [BUNDLED.journal, bytes],
      [BUNDLED.results, Buffer.from(`${JSON.stringify(results, undefined, 2)}\n`)],
      [BUNDLED.certificate, Buffer.from(certificatePage(certificate))],
      [BUNDLED.badge, Buffer.from(badge(certificate))],
    ]),
  }
}
