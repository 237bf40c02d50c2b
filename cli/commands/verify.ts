import type { Command } from 'commander'
import type { VerifyFlags } from '../certification/verify.ts'
import { collect } from '../target-options.ts'

export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .summary('judge a certified run again, offline')
    .description(
      'Checks the signatures and digests of a bundle, and judges all of it again without the cloud: ' +
        'the plan is made again, every recorded answer is compared with the contract, every scenario ' +
        'runs again on the recorded answers, and the verdict of the run is computed again. Prints ' +
        'the first difference, or EXPIRED. Exit code: 0 all claims are true and in time, 1 they are not.',
    )
    .argument('<bundle>', 'certificate.attest.zip')
    .requiredOption(
      '--trust <file>',
      'public key that must have signed (repeatable: all must have)',
      collect,
    )
    .option('--head <digest>', 'digest that the run printed for the end of its journal')
    .option('--expect-target <url>', 'auth URL that the certificate must be about')
    .option(
      '--expect-key <digest>',
      'sha256:<hex> of a public key of TLS: the cloud must have shown no other (repeatable)',
      collect,
    )
    .option('--json', 'print the result as JSON')
    .action(async (path: string, flags: VerifyFlags) => {
      const { verify } = await import('../certification/verify.ts')
      process.exitCode = await verify(path, flags)
    })
}
