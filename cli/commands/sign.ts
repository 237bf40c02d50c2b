import type { Command } from 'commander'
import { collect } from '../target-options.ts'

export function addSignCommand(program: Command): void {
  program
    .command('sign')
    .summary('add a signature to a bundle')
    .description(
      'Adds the signature of another key, such as that of a certifier beside that of an operator, ' +
        'to a bundle of attest certify. The bundle is verified first, like attest verify does, and signed ' +
        'only if all of its claims are true: by signing you confirm them.',
    )
    .argument('<bundle>', 'certificate.attest.zip')
    .requiredOption('--key <file>', 'Ed25519 private key in PEM')
    .requiredOption(
      '--trust <file>',
      'public key that must have signed already (repeatable: all must have)',
      collect,
    )
    .action(async (path: string, { key, trust }: { key: string; trust: string[] }) => {
      const { signBundle } = await import('../certification/sign-bundle.ts')
      const { readPublicKey } = await import('../../src/attestation/keys.ts')
      await signBundle(path, key, trust.map(readPublicKey))
    })
}
