import type { KeyObject } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Certificate } from '../../reports/certificate/certificate.ts'
import type { Bundle } from '../../src/attestation/bundle.ts'
import { BUNDLED } from '../../src/attestation/bundled.ts'
import { keyId } from '../../src/attestation/keys.ts'
import { parseProfile } from '../../src/attestation/profile.ts'
import { contractsOfProfile } from '../../src/attestation/profile-documents.ts'
import { readBundle } from '../../src/attestation/read-bundle.ts'
import { sha256 } from '../../src/attestation/statement.ts'
import { suiteDigest } from '../../src/attestation/suite-digest.ts'
import { unpack } from '../../src/attestation/unpack.ts'
import { UnpackError } from '../../src/attestation/unpack-error.ts'
import { futureFault, validityFault } from '../../src/attestation/validity.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import { temporaryFolder } from '../../src/temporary-folder.ts'
import { claimsSchema } from './claims.ts'
import { evidenceFiles } from './evidence-files.ts'
import { type Expectations, unmetExpectation } from './expectations.ts'
import { type JudgedAgain, judgeAgain } from './judge-again.ts'
import { openStatement } from './open-statement.ts'
import {
  CONFORMANCE,
  conformancePredicate,
  TEST_RESULT,
  testResultPredicate,
} from './predicates.ts'

/** The result of verifying a bundle. */
export interface Verification {
  readonly ok: boolean
  /** The first problem. */
  readonly difference?: string
  readonly profile?: string
  readonly target?: string
  readonly signers: readonly string[]
  readonly exchanges: number
  readonly repeated: number
  /** All claims are true, but the certificate has expired. */
  readonly expired?: boolean
  /** The certificate's data; only when all of it is true. */
  readonly certificate?: Certificate
}

/**
 * Verifies a bundle without a cloud and without the network. `head` is the digest that the run
 * printed for the end of its journal, and `expected` is what is known of the cloud from elsewhere.
 * Throws AttestationError for a file that is no bundle.
 */
export async function verifyBundle(
  path: string,
  trusted: readonly KeyObject[],
  head?: string,
  expected: Expectations = { keys: [] },
): Promise<Verification> {
  return verifyRead(readBundle(path), trusted, head, expected)
}

/**
 * Like {@link verifyBundle}, for a bundle in memory, so that the caller uses exactly the verified
 * bytes.
 */
export async function verifyRead(
  bundle: Bundle,
  trusted: readonly KeyObject[],
  head?: string,
  expected: Expectations = { keys: [] },
): Promise<Verification> {
  const signers = trusted.map(keyId)
  let judged: Pick<JudgedAgain, 'exchanges' | 'repeated'> = { exchanges: 0, repeated: 0 }
  const found = (
    difference?: string,
    claims?: { profile: string; target: string },
  ): Verification => ({
    ok: difference === undefined,
    ...(difference !== undefined && { difference }),
    ...claims,
    signers,
    exchanges: judged.exchanges,
    repeated: judged.repeated,
  })
  const sealed = {
    testResult: openStatement(bundle, BUNDLED.testResult, TEST_RESULT, trusted),
    conformance: openStatement(bundle, BUNDLED.conformance, CONFORMANCE, trusted),
  }
  for (const one of Object.values(sealed)) if (typeof one === 'string') return found(one)
  const { testResult, conformance } = sealed
  if (typeof testResult === 'string' || typeof conformance === 'string') return found('unreadable')
  const parsed = claimsSchema.safeParse(conformance.predicate)
  if (!parsed.success)
    return found(`${BUNDLED.conformance}: the predicate is not that of a certificate`)
  const { certificate } = parsed.data
  const claims = { profile: certificate.profile.name, target: certificate.target.name }
  const foreign = foreignTo(certificate.suite)
  if (foreign !== undefined) return found(foreign, claims)
  const profile = parseProfile(certificate.profile.name)
  const contracts = contractsOfProfile(profile, packagedContracts())
  const folder = temporaryFolder('attest-verify-')
  try {
    const journal = join(folder, BUNDLED.journal)
    const digests = new Map<string, string>()
    for (const [name, file] of bundle) {
      if (file.method === 'stored') continue
      digests.set(name, await unpack(file, name === BUNDLED.journal ? journal : undefined))
    }
    for (const { name, digest } of [...testResult.subject, ...conformance.subject]) {
      if (digests.get(name) !== digest.sha256) {
        return found(`${name} is not the file that was signed`, claims)
      }
    }
    const again = await judgeAgain(journal, profile, contracts).catch((error: unknown) => {
      throw new Contradiction(error, folder)
    })
    judged = again
    const { difference, results, chain } = again
    if (results === undefined) return found(difference ?? 'no results', claims)
    if (head !== undefined && !chain.passed(head)) {
      return found(
        `the journal never ended in ${head}, so it is not the journal of that run`,
        claims,
      )
    }
    if (results.verdict !== 'conformant') return found(`the run is ${results.verdict}`, claims)
    if (results.shard !== null) return found('the run is a part of another', claims)
    if (results.waivers.length + results.accepted.length > 0) {
      return found('the run had waivers or accepted gaps', claims)
    }
    const { validUntil } = certificate
    const { lastRequestAt } = results.timing
    const endless =
      validityFault(validUntil, lastRequestAt) ?? futureFault(lastRequestAt, Date.now())
    if (validUntil === undefined || endless !== undefined) return found(endless, claims)
    const judgedRun = { results, chain, validUntil }
    const made = await evidenceFiles(journal, judgedRun, profile, contracts)
    for (const [name, bytes] of made.files) {
      if (digests.get(name) !== sha256(bytes)) {
        return found(`${name} is not what the journal says`, claims)
      }
    }
    const said = [
      [BUNDLED.testResult, testResult.predicate, testResultPredicate(results)],
      [BUNDLED.conformance, conformance.predicate, conformancePredicate(made.certificate, results)],
    ] as const
    for (const [name, claimed, true_] of said) {
      if (!isDeepStrictEqual(claimed, JSON.parse(JSON.stringify(true_)))) {
        return found(`${name} claims what the journal does not say`, claims)
      }
    }
    const unmet = unmetExpectation(expected, made.certificate)
    if (unmet !== undefined) return found(unmet, claims)
    const expired = Date.parse(validUntil) <= Date.now()
    const all = { ...found(undefined, claims), certificate: made.certificate }
    return expired ? { ...all, ok: false, expired } : all
  } catch (error) {
    if (error instanceof Contradiction || error instanceof UnpackError)
      return found(error.message, claims)
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Errors that a changed journal can cause. */
const OF_EVIDENCE: ReadonlySet<string> = new Set(['JournalError', 'TotalsError', 'NotAsRecorded'])

/** The evidence cannot be read or contradicts itself. */
class Contradiction extends Error {
  override readonly name = 'Contradiction'

  /** Throws the error again when it is not about the evidence. */
  constructor(error: unknown, folder: string) {
    if (!(error instanceof Error && OF_EVIDENCE.has(error.name))) throw error
    super(error.message.replaceAll(join(folder, '/'), ''))
  }
}

type SpecIdentity = { readonly document: string; readonly digest: string }

/** Only the code that judged the run can judge it again. */
function foreignTo(suite: { version: string; digest: string; specs: readonly SpecIdentity[] }) {
  const known = packagedContracts()
  if (suite.specs.some(({ document, digest }) => known.get(document)?.digest !== digest)) {
    return `it was judged by other contracts than those of this Attest: use version ${suite.version}`
  }
  return suite.digest === suiteDigest() && suite.version === packageVersion
    ? undefined
    : `it was judged by other code than this Attest: use version ${suite.version} as it was published`
}
