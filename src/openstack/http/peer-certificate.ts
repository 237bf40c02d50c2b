import { createHash } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { TlsSettings } from '../cloud-config/tls.ts'
import { oneLine } from '../one-line.ts'

/** Against what a certificate was checked: the authorities known to Node, the `cacert`, or nothing. */
export const CERTIFICATE_CHECKS = ['system', 'cacert', 'none'] as const
export type CertificateCheck = (typeof CERTIFICATE_CHECKS)[number]

/** The TLS certificate that a server has shown. */
export interface PeerCertificate {
  /** Distinguished names, such as `C=DE, CN=cloud.example`. */
  readonly subject: string
  readonly issuer: string
  /** `sha256:<hex>` of the public key (SPKI in DER), which a renewed certificate may keep. */
  readonly publicKey: string
  /** ISO 8601. */
  readonly notAfter: string
  readonly check: CertificateCheck
}

/** Characters of a name: the server decides how long it is. */
const LONGEST_NAME = 300

/** What the server at the other end of a connection has shown; undefined: no certificate. */
export function peerCertificate(
  socket: TLSSocket,
  check: CertificateCheck,
): PeerCertificate | undefined {
  const shown = socket.getPeerX509Certificate()
  if (shown === undefined) return undefined
  const key = shown.publicKey.export({ type: 'spki', format: 'der' })
  return {
    subject: nameIn(shown.subject),
    issuer: nameIn(shown.issuer),
    publicKey: `sha256:${createHash('sha256').update(key).digest('hex')}`,
    notAfter: new Date(shown.validTo).toISOString(),
    check,
  }
}

/** Against what the certificates of a cloud are checked. */
export function checkOf({ verify, ca }: TlsSettings): CertificateCheck {
  if (!verify) return 'none'
  return ca === undefined ? 'system' : 'cacert'
}

/** Node gives each part of a name a line, and nothing for a name without parts. */
function nameIn(lines: string | undefined): string {
  return oneLine((lines ?? '').trim().replaceAll('\n', ', '), LONGEST_NAME) || '(no name)'
}
