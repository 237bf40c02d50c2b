import { createHash } from 'node:crypto'
import type { TLSSocket } from 'node:tls'
import type { TlsSettings } from '../cloud-config/tls.ts'
import { oneLine } from '../one-line.ts'

/** Against what a certificate was checked: the authorities that Node knows, the `cacert`, or nothing. */
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

/** The most characters of a name that are kept: the server decides how long it is. */
const LONGEST_NAME = 300

/** The certificate of the server of a connection; undefined when it has sent none. */
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

/** A distinguished name in one line. Node has a line for each part, and undefined for an empty name. */
function nameIn(lines: string | undefined): string {
  return oneLine((lines ?? '').trim().replaceAll('\n', ', '), LONGEST_NAME) || '(no name)'
}
