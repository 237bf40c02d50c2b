import { isLoopback } from '../../src/openstack/http/insecure-origins.ts'
import type { SeenOrigin } from '../../src/openstack/http/origin-log.ts'
import type { CertificateCheck } from '../../src/openstack/http/peer-certificate.ts'

const CHECKED: Readonly<Record<CertificateCheck, string>> = {
  system: 'checked against the authorities of the system',
  cacert: 'checked against an authority of the cloud’s entry (cacert)',
  none: 'NOT CHECKED',
}

/** The connection to an origin, in words for people. */
export function originLine({
  origin,
  certificate,
}: {
  readonly origin: string
  readonly certificate?: SeenOrigin['certificate'] | null
}): string {
  if (certificate == null) {
    return `${origin}: plain HTTP${isLoopback(origin) ? ', within this machine' : ''}`
  }
  const { subject, issuer, publicKey, notAfter, check } = certificate
  return `${origin}: TLS certificate ${CHECKED[check]}: ${subject}, issued by ${issuer}, valid until ${notAfter.slice(0, 10)}, public key ${publicKey}`
}
