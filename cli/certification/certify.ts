import { relative } from 'node:path'
import { openRunDirectory } from '../../api/steps/run-directory.ts'
import { readPrivateKey } from '../../src/attestation/keys.ts'
import { parseProfile } from '../../src/attestation/profile.ts'
import { parseValidity, USUAL_VALIDITY } from '../../src/attestation/validity.ts'
import { whileAlone } from '../../src/run/run-lock.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { leadRun, type RunFlags } from '../lead-run.ts'
import { jsonText } from '../print-json.ts'
import { certifyRun } from './certify-run.ts'

export interface CertificateFlags {
  readonly profile: string
  readonly key: string
  /** The run to certify instead of a new one. */
  readonly run?: string
  /** Such as `180d`. */
  readonly validFor?: string
  readonly allowInsecureTransport?: boolean
}

/** `attest certify`: returns the exit code, that of the run where it does not conform. */
export async function certify(flags: RunFlags & CertificateFlags): Promise<number> {
  // An invalid key or profile is reported before a run of a quarter of an hour, not after it.
  const key = readPrivateKey(flags.key)
  const profile = parseProfile(flags.profile)
  const { run: named, json, validFor, allowInsecureTransport = false, ...rest } = flags
  const validDays = parseValidity(validFor ?? USUAL_VALIDITY)
  const { code, path } =
    named === undefined
      ? await leadRun({ ...rest, securely: !allowInsecureTransport })
      : { code: EXIT.conformant, path: openRunDirectory(named).path }
  if (code !== EXIT.conformant) {
    process.stderr.write('attest: no certificate: the run is not conformant\n')
    return code
  }
  const certified = await whileAlone(path, () =>
    certifyRun(path, profile, key, { validDays, allowInsecureTransport }),
  )
  const { bundle, certificate, bytes, chain, validUntil } = certified
  const shown = (file: string) => relative(process.cwd(), file)
  process.stdout.write(
    json === true
      ? jsonText({ profile: profile.name, bundle, certificate, bytes, chain, validUntil })
      : `\nCertified with profile ${profile.name}\nbundle       ${shown(bundle)} (${(bytes / 1e6).toFixed(1)} MB)\ncertificate  ${shown(certificate)}\nvalid until  ${validUntil}\njournal ends in ${chain}\n`,
  )
  return EXIT.conformant
}
