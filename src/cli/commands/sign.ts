import type { Command } from 'commander'

export function addSignCommand(program: Command): void {
  program
    .command('sign')
    .summary('add a signature to a bundle')
    .description(
      'Adds the signature of another key, such as that of a certifier beside that of an operator, ' +
        'to a bundle of attest certify. Verify it first: a signature says that you stand by it.',
    )
    .argument('<bundle>', 'certificate.attest.zip')
    .requiredOption('--key <file>', 'Ed25519 private key in PEM')
    .action(async (path: string, { key }: { key: string }) => {
      const { signBundle } = await import('../certification/sign-bundle.ts')
      await signBundle(path, key)
    })
}
