import { escapeControls } from '../reports/text/escape-controls.ts'
import { insecurityOf } from '../src/openstack/http/insecure-origins.ts'
import type { SeenOrigin } from '../src/openstack/http/origin-log.ts'
import { UsageError } from './errors/usage-error.ts'

/** Says on stderr, in one line, that others may listen and speak. Nothing where they cannot. */
export function warnOfInsecurity(origins: readonly SeenOrigin[]): void {
  const insecurity = insecurityOf(origins)
  if (insecurity === undefined) return
  process.stderr.write(
    `attest: warning: ${escapeControls(insecurity)}: others may read and change what is sent and answered; every report says so\n`,
  )
}

/** Throws {@link UsageError} for origins that no certificate should be about. */
export function refuseInsecurity(origins: readonly SeenOrigin[]): void {
  const insecurity = insecurityOf(origins)
  if (insecurity === undefined) return
  throw new UsageError(
    `no certificate for ${insecurity}: use https with verify or cacert in the cloud's entry, or give --allow-insecure-transport, which the certificate will say`,
  )
}
