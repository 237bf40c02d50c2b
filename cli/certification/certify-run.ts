import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { seenIn } from '../../reports/certificate/certificate-facts.ts'
import { writeAtomically } from '../../reports/files/write-atomically.ts'
import { shortened } from '../../reports/text/escape-controls.ts'
import { archiveOf, pack } from '../../src/attestation/bundle.ts'
import { BUNDLED } from '../../src/attestation/bundled.ts'
import { seal } from '../../src/attestation/dsse.ts'
import type { Profile } from '../../src/attestation/profile.ts'
import { contractsOfProfile } from '../../src/attestation/profile-documents.ts'
import { PAYLOAD_TYPE, statement, subjectOf } from '../../src/attestation/statement.ts'
import { endOfValidity } from '../../src/attestation/validity.ts'
import { packagedContracts } from '../../src/openapi/load-contract.ts'
import { packageVersion } from '../../src/package-root.ts'
import { UsageError } from '../errors/usage-error.ts'
import { refuseInsecurity } from '../insecure-transport.ts'
import { evidenceFiles } from './evidence-files.ts'
import { judgeAgain } from './judge-again.ts'
import {
  CONFORMANCE,
  conformancePredicate,
  TEST_RESULT,
  testResultPredicate,
} from './predicates.ts'

/** The files of a certificate. */
export interface Certified {
  readonly bundle: string
  readonly certificate: string
  readonly bytes: number
  /** The digest at the end of the journal. */
  readonly chain: string
  readonly validUntil: string
}

/** What the user decides about a certificate. */
export interface Terms {
  readonly validDays: number
  readonly allowInsecureTransport: boolean
}

/**
 * Certifies a finished run in its folder: judges it again as a verifier does, refuses any verdict
 * but `conformant`, and signs. Throws {@link UsageError}.
 */
export async function certifyRun(
  folder: string,
  profile: Profile,
  key: KeyObject,
  { validDays, allowInsecureTransport }: Terms,
): Promise<Certified> {
  const contracts = contractsOfProfile(profile, packagedContracts())
  const journal = join(folder, BUNDLED.journal)
  const { difference, results, chain } = await judgeAgain(journal, profile, contracts)
  if (results === undefined) {
    throw new UsageError(`${folder} cannot be certified: ${difference ?? 'no results'}`)
  }
  refuse(folder, results)
  if (!allowInsecureTransport) refuseInsecurity(seenIn(results.transport))
  const validUntil = endOf(folder, results, validDays)
  const { certificate, files } = await evidenceFiles(
    journal,
    { results, chain, validUntil },
    profile,
    contracts,
  )
  const evidence = [...files].map(([name, content]) => ({ content, file: pack(name, content) }))
  const subjects = evidence.map(({ content, file }) => subjectOf(content, file))
  const sealed = (name: string, type: string, predicate: object) => {
    const payload = statement(subjects, type, predicate)
    return pack(name, Buffer.from(JSON.stringify(seal(PAYLOAD_TYPE, payload, key))))
  }
  const packed = [
    ...evidence.map(({ file }) => file),
    sealed(BUNDLED.testResult, TEST_RESULT, testResultPredicate(results)),
    sealed(BUNDLED.conformance, CONFORMANCE, conformancePredicate(certificate, results)),
  ]
  const bytes = archiveOf(new Map(packed.map((file) => [file.name, file])))
  const bundle = join(folder, 'certificate.attest.zip')
  await writeAtomically(bundle, bytes)
  for (const name of [BUNDLED.certificate, BUNDLED.badge]) {
    await writeAtomically(join(folder, name), files.get(name) ?? '')
  }
  return {
    bundle,
    certificate: join(folder, BUNDLED.certificate),
    bytes: bytes.length,
    chain: chain.head,
    validUntil,
  }
}

function endOf(folder: string, { timing }: Judged, days: number): string {
  const { lastRequestAt } = timing
  if (lastRequestAt === null) {
    throw new UsageError(`${folder} cannot be certified: no request was sent to the cloud`)
  }
  const validUntil = endOfValidity(lastRequestAt, days)
  if (Date.parse(validUntil) > Date.now()) return validUntil
  throw new UsageError(
    `${folder} cannot be certified: a certificate of it would have ended on ${validUntil.slice(0, 10)}; test the cloud again`,
  )
}

const CAUSES_NAMED = 3

/** What has to be repaired first. */
function causesIn({ findings }: Judged): string {
  const broken = findings.filter(({ kind }) => kind !== 'recommendation')
  const more = broken.length - CAUSES_NAMED
  const named = broken
    .slice(0, CAUSES_NAMED)
    .map(({ id, title }) => `${id} ${shortened(title, 120)}`)
  return named.length === 0 ? '' : `: ${named.join('; ')}${more > 0 ? `; and ${more} more` : ''}`
}

type Judged = NonNullable<Awaited<ReturnType<typeof judgeAgain>>['results']>

function refuse(folder: string, results: Judged): void {
  const { verdict, waivers, accepted, shard, suite } = results
  const why =
    verdict !== 'conformant'
      ? `it is ${verdict}${causesIn(results)}`
      : waivers.length > 0
        ? 'it had waivers'
        : accepted.length > 0
          ? `it accepted what was not tested (${accepted.join(', ')})`
          : shard !== null
            ? 'it is one part of a plan: merge the parts'
            : suite.version !== packageVersion
              ? `it was made by Attest ${suite.version}, and this is ${packageVersion}`
              : undefined
  if (why !== undefined) throw new UsageError(`${folder} cannot be certified: ${why}`)
}
