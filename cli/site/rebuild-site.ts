import { rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { KeptRun } from '../../site/data/site-index.ts'
import { bundleFile, type SiteStore } from '../../site/data/store.ts'
import { BUNDLED } from '../../src/attestation/bundled.ts'
import { readBundle } from '../../src/attestation/read-bundle.ts'
import { unpack } from '../../src/attestation/unpack.ts'
import { temporaryFolder } from '../../src/temporary-folder.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { changeSite } from './publish.ts'
import { readAgain } from './read-again.ts'
import { requireSite } from './site-folder.ts'

/** `attest site build`: builds all pages anew, after judging again if wanted; returns the exit code. */
export async function rebuildSite(
  folder: string,
  { judge = false }: { readonly judge?: boolean },
): Promise<number> {
  requireSite(folder)
  let judged = 0
  const runs = await changeSite(
    folder,
    async (store, known) => {
      if (!judge) return known
      const all: KeptRun[] = []
      for (const run of known) {
        const again = await judgedAgain(folder, store, run)
        if (again.judgement !== run.judgement) judged += 1
        all.push(again)
      }
      return all
    },
    { all: true },
  )
  const kept = runs.filter(({ bundle }) => bundle !== null).length
  const said = judge ? `, ${judged} of ${kept} kept runs are judged otherwise than before` : ''
  process.stdout.write(`built ${folder} from ${runs.length} runs${said}\n`)
  return EXIT.conformant
}

/** A run as today's suite judges it; as it was where its exchanges were not kept. */
async function judgedAgain(folder: string, store: SiteStore, run: KeptRun): Promise<KeptRun> {
  if (run.bundle === null) return run
  const temporary = temporaryFolder('attest-site-')
  try {
    const journal = join(temporary, BUNDLED.journal)
    const path = join(folder, bundleFile(run.bundle))
    const bytes = await readFile(path)
    if (isPackedJournal(bytes)) writeFileSync(journal, gunzipSync(bytes))
    else {
      const packed = readBundle(path).get(BUNDLED.journal)
      if (packed === undefined) return run
      await unpack(packed, journal)
    }
    const { judgement } = await readAgain(journal, path)
    return { ...run, judgement: store.addJudgement(judgement), now: judgement.verdict }
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** The first two bytes of each gzip file. */
function isPackedJournal(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}
