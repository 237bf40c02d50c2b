import type { KeyObject } from 'node:crypto'
import { rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contractsOfRun } from '../../api/scope/contracts-of-run.ts'
import { resultsOf } from '../../reports/results/results.ts'
import { evidenceOf } from '../../site/data/evidence-of.ts'
import type { Judgement } from '../../site/data/judgement.ts'
import { siteRunOf } from '../../site/data/site-run-of.ts'
import type { Bundle } from '../../src/attestation/bundle.ts'
import { BUNDLED } from '../../src/attestation/bundled.ts'
import { keyId } from '../../src/attestation/keys.ts'
import { readBundle } from '../../src/attestation/read-bundle.ts'
import { suiteDigest } from '../../src/attestation/suite-digest.ts'
import { unpack } from '../../src/attestation/unpack.ts'
import { UnpackError } from '../../src/attestation/unpack-error.ts'
import { readJournal } from '../../src/journal/read-journal.ts'
import type { RunRecord } from '../../src/journal/record/run-record.ts'
import { temporaryFolder } from '../../src/temporary-folder.ts'
import { verifyRead } from '../certification/verify-bundle.ts'
import { readAgain, todaysSuite } from './read-again.ts'
import { RefusedError } from './refused-error.ts'
import { type SealedClaims, sealedClaims } from './sealed-claims.ts'
import type { PublisherFacts, Taken } from './taken.ts'

/**
 * Takes a bundle that all trusted keys have signed: one of this version is verified, one of an
 * earlier version is unpacked as it was signed and judged by today's suite. Throws
 * {@link RefusedError}, AttestationError for a file that is no bundle, and JournalError.
 */
export async function takeBundle(
  path: string,
  trusted: readonly KeyObject[],
  facts: PublisherFacts,
): Promise<Taken> {
  const bundle = readBundle(path)
  const claims = sealedClaims(bundle, trusted)
  if (typeof claims === 'string') throw new RefusedError(path, claims)
  if (Date.parse(claims.validUntil) <= Date.now()) {
    throw new RefusedError(path, `its certificate was valid until ${claims.validUntil}`)
  }
  const folder = temporaryFolder('attest-publish-')
  try {
    const journal = join(folder, BUNDLED.journal)
    await unpackSigned(path, bundle, claims, journal)
    const { record, judgement } =
      claims.suite.digest === suiteDigest()
        ? await verified(path, bundle, trusted, journal)
        : await readAgain(journal, path)
    const run = siteRunOf(resultsOf(record), record, {
      ...facts,
      kind: 'certificate',
      code: claims.suite.digest,
      profile: claims.profile,
      certificate: { validUntil: claims.validUntil, signers: trusted.map(keyId) },
      evidence: {},
    })
    return {
      ...{ path, run, judgement },
      evidence: evidenceOf(record, run.target.title),
      kept: await readFile(path),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function unpackSigned(
  path: string,
  bundle: Bundle,
  { digests }: SealedClaims,
  journal: string,
): Promise<void> {
  try {
    for (const [name, file] of bundle) {
      if (file.method === 'stored') continue
      const digest = await unpack(file, name === BUNDLED.journal ? journal : undefined)
      if (digests.get(name) !== digest) {
        throw new RefusedError(path, `${name} is not the file that was signed`)
      }
    }
  } catch (error) {
    if (error instanceof UnpackError) throw new RefusedError(path, error.message)
    throw error
  }
}

interface Judged {
  readonly record: RunRecord
  readonly judgement: Judgement
}

/** What is verified was judged again by the same suite, and alike. */
async function verified(
  path: string,
  bundle: Bundle,
  trusted: readonly KeyObject[],
  journal: string,
): Promise<Judged> {
  const found = await verifyRead(bundle, trusted)
  if (!found.ok) throw new RefusedError(path, found.difference ?? 'its certificate has expired')
  const record = await readJournal(journal)
  const judgement: Judgement = {
    format: 1,
    suite: todaysSuite(contractsOfRun(record)),
    verdict: 'conformant',
    differing: {},
    unjudged: {},
    gone: [],
  }
  return { record, judgement }
}
