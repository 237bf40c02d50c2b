import type { KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Certificate } from '../../../reports/certificate/certificate.ts'
import { type BundleFiles, readBundle } from '../../attestation/bundle.ts'
import { type Envelope, envelopeSchema, isSignedBy, payloadOf } from '../../attestation/dsse.ts'
import { keyId } from '../../attestation/keys.ts'
import { parseProfile } from '../../attestation/profile.ts'
import { PAYLOAD_TYPE, readStatement, type Statement, sha256 } from '../../attestation/statement.ts'
import { suiteDigest } from '../../attestation/suite-digest.ts'
import { validityFault } from '../../attestation/validity.ts'
import { loadContracts } from '../../openapi/load-contract.ts'
import { claimsSchema } from './claims.ts'
import { BUNDLED, EVIDENCE, evidenceFiles } from './evidence-files.ts'
import { type Expectations, unmetExpectation } from './expectations.ts'
import { type JudgedAgain, judgeAgain } from './judge-again.ts'
import {
  CONFORMANCE,
  conformancePredicate,
  TEST_RESULT,
  testResultPredicate,
} from './predicates.ts'

/** What was found of a bundle. */
export interface Verification {
  readonly ok: boolean
  /** The first thing that is wrong. */
  readonly difference?: string
  readonly profile?: string
  readonly target?: string
  readonly signers: readonly string[]
  readonly exchanges: number
  readonly repeated: number
  /** All of it is true, but its time is over. */
  readonly expired?: boolean
  /** What the certificate says; only when all of it was found to be true. */
  readonly certificate?: Certificate
}

/**
 * Verifies a bundle without a cloud and without the network. `head` is what the run has said that
 * its journal ended in, and `expected` what is known of the cloud from elsewhere. Throws AttestationError for what is no bundle.
 */
export async function verifyBundle(
  path: string,
  trusted: readonly KeyObject[],
  head?: string,
  expected: Expectations = { keys: [] },
): Promise<Verification> {
  const bundle = readBundle(path)
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
    testResult: opened(bundle, BUNDLED.testResult, TEST_RESULT, trusted),
    conformance: opened(bundle, BUNDLED.conformance, CONFORMANCE, trusted),
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
  const contracts = loadContracts()
  const profile = parseProfile(certificate.profile.name)
  const folder = mkdtempSync(join(tmpdir(), 'attest-verify-'))
  try {
    const journal = join(folder, BUNDLED.journal)
    writeFileSync(journal, bundle.get(BUNDLED.journal) ?? '', { mode: 0o600 })
    const again = await judgeAgain(journal, profile, contracts).catch((error: unknown) => {
      throw new Contradiction(error, folder)
    })
    judged = again
    const { difference, results, chain } = again
    if (results === undefined) return found(difference ?? 'no results', claims)
    if (head !== undefined && !chain.passed(head)) {
      return found(`the journal never ended in ${head}, so it is not the one of that run`, claims)
    }
    if (results.verdict !== 'conformant') return found(`the run is ${results.verdict}`, claims)
    if (results.waivers.length + results.accepted.length > 0) {
      return found('the run had waivers or accepted gaps', claims)
    }
    const { validUntil } = certificate
    const endless = validityFault(validUntil, results.timing.lastRequestAt)
    if (validUntil === undefined || endless !== undefined) return found(endless, claims)
    const judgedRun = { results, chain, validUntil }
    const made = await evidenceFiles(journal, judgedRun, profile, contracts)
    for (const [name, bytes] of made.files) {
      if (!bytes.equals(bundle.get(name) ?? new Uint8Array())) {
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
    if (error instanceof Contradiction) return found(error.message, claims)
    throw error
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Errors that a journal which was tampered with can cause. */
const OF_EVIDENCE: ReadonlySet<string> = new Set(['JournalError', 'TotalsError', 'NotAsRecorded'])

/** The evidence cannot be read or does not add up. */
class Contradiction extends Error {
  override readonly name = 'Contradiction'

  /** Throws the error itself when it is about something else than the evidence. */
  constructor(error: unknown, folder: string) {
    if (!(error instanceof Error && OF_EVIDENCE.has(error.name))) throw error
    super(error.message.replaceAll(join(folder, '/'), ''))
  }
}

/** The statement in an envelope that all trusted keys have signed, or what is wrong with it. */
function opened(
  bundle: BundleFiles,
  name: string,
  predicateType: string,
  trusted: readonly KeyObject[],
): Statement | string {
  const envelope = envelopeIn(bundle, name)
  if (envelope === undefined) return `${name} is missing, or no envelope`
  const stranger = trusted.find((key) => !isSignedBy(envelope, key))
  if (stranger !== undefined) return `${name} has no valid signature of ${keyId(stranger)}`
  const read =
    envelope.payloadType === PAYLOAD_TYPE ? readStatement(payloadOf(envelope)) : undefined
  if (read === undefined || read.predicateType !== predicateType) {
    return `${name} holds no statement of type ${predicateType}`
  }
  const names = read.subject.map((subject) => subject.name)
  if (!isDeepStrictEqual([...names].sort(), [...EVIDENCE].sort())) {
    return `${name} is about other files than a certificate is`
  }
  const changed = read.subject.find(
    ({ name: file, digest }) => sha256(bundle.get(file) ?? new Uint8Array()) !== digest.sha256,
  )
  return changed === undefined ? read : `${changed.name} is not the file that was signed`
}

export function envelopeIn(bundle: BundleFiles, name: string): Envelope | undefined {
  try {
    const text = Buffer.from(bundle.get(name) ?? new Uint8Array()).toString('utf8')
    return envelopeSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

/** Only the code that has judged can judge again. */
function foreignTo(suite: { version: string; digest: string; specs: readonly object[] }) {
  const specs = [...loadContracts().values()].map(({ file, digest }) => ({
    document: file,
    digest,
  }))
  if (!isDeepStrictEqual(suite.specs, specs)) {
    return `it was judged by other contracts than those of this Attest: use version ${suite.version}`
  }
  return suite.digest === suiteDigest()
    ? undefined
    : `it was judged by other code than this Attest: use version ${suite.version} as it was published`
}
