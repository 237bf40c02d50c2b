import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { evidenceOf } from '../../site/data/evidence-of.ts'
import { siteRunOf } from '../../site/data/site-run-of.ts'
import { suiteDigest } from '../../src/attestation/suite-digest.ts'
import { packageVersion } from '../../src/package-root.ts'
import { suiteOf } from '../explore/suite-of.ts'
import { type ReadAgain, readAgain } from './read-again.ts'
import { RefusedError } from './refused-error.ts'
import type { PublisherFacts, Taken } from './taken.ts'

/**
 * Takes a run from its journal: reads it as an unchanged one, and judges it again. Throws
 * {@link RefusedError} and JournalError.
 */
export async function takeRun(
  journal: string,
  path: string,
  facts: PublisherFacts,
): Promise<Taken> {
  if ((await suiteOf(journal)).isExploration) {
    throw new RefusedError(path, 'is an exploration: a site shows runs')
  }
  const again = await readAgain(journal, path)
  const { record, results, judgement } = again
  const run = siteRunOf(results, record, {
    ...facts,
    kind: 'run',
    code: codeBehind(again),
    profile: null,
    certificate: null,
    evidence: {},
  })
  return {
    ...{ path, run, judgement },
    evidence: evidenceOf(record, run.target.title),
    kept: gzipSync(await readFile(journal)),
  }
}

/**
 * The code that judged on the day of the run is known where it was today's: the same version and
 * documents, and nothing that is judged differently.
 */
function codeBehind({ record, judgement }: ReadAgain): string | null {
  const { version, specs } = record.suite
  const isSame =
    version === packageVersion &&
    JSON.stringify(specs) === JSON.stringify(judgement.suite.specs) &&
    Object.keys(judgement.differing).length + Object.keys(judgement.unjudged).length === 0 &&
    judgement.gone.length === 0
  return isSame ? suiteDigest() : null
}
