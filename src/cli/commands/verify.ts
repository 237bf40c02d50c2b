import type { Command } from 'commander'
import { collect } from '../target-options.ts'

export function addVerifyCommand(program: Command): void {
  program
    .command('verify')
    .summary('judge a certified run again, offline')
    .description(
      'Checks the signatures and digests of a bundle, and judges all of it again without the cloud: ' +
        'the plan is made again, every recorded answer is held against the contract, every scenario ' +
        'runs again on the recorded answers, and the verdict of the run is drawn from that. Names ' +
        'the first difference. Exit code: 0 all is as it is claimed, 1 it is not.',
    )
    .argument('<bundle>', 'certificate.attest.zip')
    .requiredOption(
      '--trust <file>',
      'public key that must have signed (repeatable: all must have)',
      collect,
    )
    .option('--head <digest>', 'what the run printed that its journal ends in')
    .option('--json', 'print it for machines')
    .action(async (path: string, flags: { trust: string[]; head?: string; json?: boolean }) => {
      const { verify } = await import('../certification/verify.ts')
      process.exitCode = await verify(path, flags)
    })
}
