import { type KeyObject, randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resultsOf } from '../../../reports/results/results.ts'
import { pack } from '../../../src/attestation/bundle.ts'
import { BUNDLED, EVIDENCE } from '../../../src/attestation/bundled.ts'
import { envelopeSchema, payloadOf, seal } from '../../../src/attestation/dsse.ts'
import { parseProfile } from '../../../src/attestation/profile.ts'
import {
  PAYLOAD_TYPE,
  readStatement,
  statement,
  subjectOf,
} from '../../../src/attestation/statement.ts'
import { ChainReader, chained, NO_LINK } from '../../../src/journal/journal-chain.ts'
import { readJournal } from '../../../src/journal/read-journal.ts'
import { loadContracts } from '../../../src/openapi/load-contract.ts'
import { claimsSchema } from '../claims.ts'
import { evidenceFiles } from '../evidence-files.ts'
import {
  CONFORMANCE,
  conformancePredicate,
  TEST_RESULT,
  testResultPredicate,
} from '../predicates.ts'
import { filesIn, writeBundle } from './bundle-files.ts'

/** The text of the journal in a bundle. */
export function journalIn(bundle: string): string {
  return Buffer.from(filesIn(bundle).get(BUNDLED.journal) ?? '').toString('utf8')
}

/** The lines of a journal with a new chain, as if they had been written so. */
export function rechained(events: readonly object[]): string {
  let before = NO_LINK
  return events
    .map(({ chain: _, ...event }: { readonly chain?: unknown }) => {
      const { line, link } = chained(before, event)
      before = link
      return `${line}\n`
    })
    .join('')
}

/**
 * Issues a bundle again for another journal, as the owner of the key can: results, certificate,
 * badge, digests and statements are made from the new journal and signed. A file stays as it was
 * where it cannot be made from the new journal. Returns the path of the new bundle, in `folder`.
 */
export async function reissue(
  bundle: string,
  journal: string,
  {
    key,
    folder,
    validUntil,
  }: { readonly key: KeyObject; readonly folder: string; readonly validUntil?: string },
): Promise<string> {
  const files = filesIn(bundle)
  const predicates = new Map(
    [BUNDLED.testResult, BUNDLED.conformance].map((name) => [name, statementIn(files, name)]),
  )
  const file = join(folder, `${randomUUID()}.ndjson`)
  writeFileSync(file, journal)
  files.set(BUNDLED.journal, Buffer.from(journal))
  try {
    const results = resultsOf(await readJournal(file))
    const { certificate } = claimsSchema.parse(predicates.get(BUNDLED.conformance)?.predicate)
    const profile = parseProfile(certificate.profile.name)
    const made = await evidenceFiles(
      file,
      {
        results,
        chain: chainOf(journal),
        validUntil: validUntil ?? certificate.validUntil ?? '',
      },
      profile,
      loadContracts(),
    )
    for (const [name, bytes] of made.files) files.set(name, bytes)
    predicates.set(BUNDLED.testResult, {
      predicateType: TEST_RESULT,
      predicate: testResultPredicate(results),
    })
    predicates.set(BUNDLED.conformance, {
      predicateType: CONFORMANCE,
      predicate: conformancePredicate(made.certificate, results),
    })
  } catch {
    // The text is no journal any more.
  }
  const subjects = EVIDENCE.map((name) => {
    const bytes = files.get(name) ?? new Uint8Array()
    return subjectOf(bytes, pack(name, bytes))
  })
  for (const [name, { predicateType, predicate }] of predicates) {
    const payload = statement(subjects, predicateType, predicate)
    files.set(name, Buffer.from(JSON.stringify(seal(PAYLOAD_TYPE, payload, key))))
  }
  const path = join(folder, `${randomUUID()}.zip`)
  writeBundle(path, files)
  return path
}

/** The certificate's claim about the chain, whether the chain is valid or not. */
function chainOf(journal: string): ChainReader {
  const chain = new ChainReader()
  for (const line of journal.trimEnd().split('\n')) chain.follows(line)
  return chain
}

function statementIn(files: ReadonlyMap<string, Uint8Array>, name: string) {
  const text = Buffer.from(files.get(name) ?? '').toString('utf8')
  const read = readStatement(payloadOf(envelopeSchema.parse(JSON.parse(text))))
  if (read === undefined) throw new TypeError(`${name} holds no statement`)
  const { predicateType, predicate } = read
  return { predicateType, predicate }
}
