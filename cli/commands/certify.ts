import { type Command, Option } from 'commander'
import { USUAL_VALIDITY } from '../../src/attestation/validity.ts'
import type { CertificateFlags } from '../certification/certify.ts'
import type { RunFlags } from '../lead-run.ts'
import { addTargetOptions } from '../target-options.ts'

export function addCertifyCommand(program: Command): void {
  const command = program
    .command('certify')
    .summary('test a cloud with a profile, and sign what was found')
    .description(
      'Runs all promises of a profile, without waivers and accepted gaps, and refuses anything but ' +
        'conformant. Then it packs the evidence into a bundle and signs it: certificate.attest.zip, ' +
        'certificate.html and badge.svg in the folder of the run. attest verify judges the bundle ' +
        'again. With --run, a run that was made with the same --profile is certified, such as a ' +
        'merged one.',
    )
    .requiredOption(
      '--profile <name>',
      'a release such as zed, or parts such as <service>-<first>..<last>, joined with +',
    )
    .requiredOption(
      '--key <file>',
      'Ed25519 private key in PEM (openssl genpkey -algorithm ed25519)',
    )
    .option('--run <folder>', 'certify this run in place of a new one')
    .option(
      '--valid-for <days>',
      `how long the certificate is valid after the last request, such as 180d (default: ${USUAL_VALIDITY})`,
    )
    .option(
      '--allow-insecure-transport',
      'certify a cloud that was tested over plain HTTP or unchecked TLS; the certificate says so',
    )
  addTargetOptions(command)
    .option('--out <folder>', 'folder of the new run (default: a new one in reports/runs)')
    .option('--max-time <time>', 'stop all cases after this time, such as 90s, 30m or 2h')
    .option('--verbose', 'print each request and its answer, without secrets, on stderr')
    .addOption(new Option('--json', 'print the result as JSON'))
    .action(async (flags: RunFlags & CertificateFlags) => {
      const { certify } = await import('../certification/certify.ts')
      process.exitCode = await certify(flags)
    })
}
