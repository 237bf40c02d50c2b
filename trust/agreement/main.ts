import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { journalOf, readJournal } from '../../src/journal/read-journal.ts'
import { packageRoot } from '../../src/package-root.ts'
import { agreementOf } from './agreement.ts'
import { concerning, parseKnownDifferences, sortByKnown } from './known-differences.ts'
import { report } from './report.ts'

// npm run agreement -- --release zed <run on a real OpenStack> <run on the reference cloud>

const KNOWN = 'trust/agreement/known-differences.yaml'

const program = new Command('agreement')
  .description(
    'Compares a run on a real OpenStack with one of the same plan on the reference cloud, case by case.',
  )
  .argument('<real>', 'folder of a run on a real OpenStack')
  .argument('<reference>', 'folder of a run on the reference cloud')
  .requiredOption('--release <name>', 'the release of both, as the reference cloud names it')
  .action(async (realRun: string, referenceRun: string, { release }: { release: string }) => {
    const text = readFileSync(join(packageRoot, KNOWN), 'utf8')
    const real = await readJournal(journalOf(realRun))
    const known = concerning(
      real.cases.map(({ planned }) => planned),
      parseKnownDifferences(KNOWN, text, release),
    )
    const reference = await readJournal(journalOf(referenceRun))
    const agreement = agreementOf(real, reference)
    const sorted = sortByKnown(agreement.differences, known)
    process.stdout.write(report(agreement, sorted))
    const agrees =
      agreement.cases > 0 &&
      agreement.unmatched.length === 0 &&
      agreement.uncovered.length === 0 &&
      sorted.unknown.length === 0 &&
      sorted.unused.length === 0
    process.exitCode = agrees ? 0 : 1
  })

try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`agreement: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
