import type { Certificate } from '../../reports/certificate/certificate.ts'
import type { Results } from '../../reports/results/results-schema.ts'

export const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1'
export const CONFORMANCE = 'urn:attest:conformance:v2'

/**
 * The predicate that in-toto tools know: which tests passed, which gave a warning, and which
 * failed.
 */
export function testResultPredicate({ verdict, requirements, suite }: Results): object {
  const named = (...verdicts: readonly string[]) =>
    requirements.filter((one) => verdicts.includes(one.verdict)).map(({ id }) => id)
  return {
    result: verdict === 'conformant' ? 'PASSED' : 'FAILED',
    configuration: suite.specs.map(({ document, digest }) => ({
      name: document,
      digest: { sha256: digest.replace(/^sha256:/, '') },
    })),
    passedTests: named('passed'),
    warnedTests: named('not-applicable', 'not-tested', 'waived', 'error'),
    failedTests: named('failed'),
  }
}

/** Attest's own predicate: the certificate, with the verdict and the text of each promise. */
export function conformancePredicate(certificate: Certificate, { requirements }: Results): object {
  return {
    certificate,
    requirements: requirements.map(({ id, level, verdict, cases }) => ({
      id,
      level,
      verdict,
      cases: cases.length,
    })),
  }
}
