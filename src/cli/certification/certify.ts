import { relative } from 'node:path'
import { readPrivateKey } from '../../attestation/keys.ts'
import { parseProfile } from '../../attestation/profile.ts'
import { EXIT } from '../exit-codes.ts'
import { leadRun, type RunFlags } from '../lead-run.ts'
import { jsonText } from '../print-json.ts'
import { findRunDirectory } from '../run-steps/run-directory.ts'
import { certifyRun } from './certify-run.ts'

/** `attest certify`: returns the exit code, that of the run where it does not conform. */
export async function certify(
  flags: RunFlags & { readonly profile: string; readonly key: string; readonly run?: string },
): Promise<number> {
  // A key or profile that is none is said before a run of a quarter of an hour, not after.
  const key = readPrivateKey(flags.key)
  const profile = parseProfile(flags.profile)
  const { run: named, json, ...rest } = flags
  const { code, path } =
    named === undefined
      ? await leadRun(rest)
      : { code: EXIT.conformant, path: findRunDirectory(named).path }
  if (code !== EXIT.conformant) {
    process.stderr.write('attest: no certificate: the run is not conformant\n')
    return code
  }
  const { bundle, certificate, bytes, chain } = await certifyRun(path, profile, key)
  const shown = (file: string) => relative(process.cwd(), file)
  process.stdout.write(
    json === true
      ? jsonText({ profile: profile.name, bundle, certificate, bytes, chain })
      : `\nCertified with profile ${profile.name}\nbundle       ${shown(bundle)} (${(bytes / 1e6).toFixed(1)} MB)\ncertificate  ${shown(certificate)}\njournal ends in ${chain}\n`,
  )
  return EXIT.conformant
}
