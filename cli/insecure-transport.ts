import { escapeControls } from '../reports/text/escape-controls.ts'
import { insecurityOf } from '../src/openstack/http/insecure-origins.ts'
import type { SeenOrigin } from '../src/openstack/http/origin-log.ts'
import { UsageError } from './errors/usage-error.ts'

/** Warns on stderr, in one line, if others could read or change the traffic. */
export function warnOfInsecurity(origins: readonly SeenOrigin[]): void {
  const insecurity = insecurityOf(origins)
  if (insecurity === undefined) return
  process.stderr.write(
    `attest: warning: ${escapeControls(insecurity)}: others may read and change requests and answers; every report says so\n`,
  )
}

/**
 * Throws {@link UsageError} for origins with a connection that is too insecure for a certificate.
 */
export function refuseInsecurity(origins: readonly SeenOrigin[]): void {
  const insecurity = insecurityOf(origins)
  if (insecurity === undefined) return
  throw new UsageError(
    `no certificate for ${insecurity}: use https with verify or cacert in the cloud's entry, or give --allow-insecure-transport, which the certificate will say`,
  )
}
