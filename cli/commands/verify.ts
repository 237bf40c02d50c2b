import { existsSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { VerifyFlags } from '../certification/verify.ts'
import { UsageError } from '../errors/usage-error.ts'
import { collect } from '../target-options.ts'

export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .summary('judge a certified run or an exploration again, offline')
    .description(
      'Checks the signatures and digests of a bundle, and judges all of it again without the cloud: ' +
        'the plan is made again, every recorded answer is compared with the contract, every scenario ' +
        'runs again on the recorded answers, and the verdict of the run is computed again. Prints ' +
        'the first difference, or EXPIRED. Of the folder of an exploration, every answer is compared ' +
        'with the contract again, every history with the model, and which histories there had to be. ' +
        'Exit code: 0 all claims are true and in time, 1 they are not.',
    )
    .argument('<evidence>', 'certificate.attest.zip, or the folder of an exploration')
    .option(
      '--trust <file>',
      'public key that must have signed, for a certificate (repeatable: all must have)',
      collect,
    )
    .option('--head <digest>', 'digest that was printed for the end of the journal')
    .option('--expect-target <url>', 'auth URL that the certificate must be about')
    .option(
      '--expect-key <digest>',
      'sha256:<hex> of a public key of TLS: the cloud must have shown no other (repeatable)',
      collect,
    )
    .option('--json', 'print the result as JSON')
    .action(async (path: string, { trust, ...flags }: Partial<VerifyFlags>) => {
      if (isFolder(path)) {
        const { verifyExploration } = await import('../explore/verify-exploration.ts')
        process.exitCode = await verifyExploration(path, { ...flags, ...(trust && { trust }) })
        return
      }
      if (!existsSync(path)) {
        throw new UsageError(
          `${path}: there is no such file: expected a bundle, or the folder of an exploration`,
        )
      }
      if (trust === undefined) {
        throw new UsageError('--trust is missing: name the public key that must have signed')
      }
      const { verify } = await import('../certification/verify.ts')
      process.exitCode = await verify(path, { ...flags, trust })
    })
}

/** Also the journal in a folder names it. */
function isFolder(path: string): boolean {
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  return isDirectory || basename(path) === 'journal.ndjson'
}
