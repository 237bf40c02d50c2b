import { certificateFacts } from '../../reports/certificate/certificate-facts.ts'
import { targetTitle } from '../../reports/services.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { readPublicKey } from '../../src/attestation/keys.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { jsonText } from '../print-json.ts'
import { parseExpectations } from './expectations.ts'
import { type Verification, verifyBundle } from './verify-bundle.ts'

export interface VerifyFlags {
  readonly trust: readonly string[]
  /** The digest that the run printed for the end of its journal. */
  readonly head?: string
  /** What is known of the cloud: its auth URL, and its public keys of TLS. */
  readonly expectTarget?: string
  readonly expectKey?: readonly string[]
  readonly json?: boolean
}

/** `attest verify`: prints the result for a bundle; returns the exit code. */
export async function verify(
  path: string,
  { trust, head, json = false, ...expected }: VerifyFlags,
): Promise<number> {
  const started = performance.now()
  const found = await verifyBundle(
    path,
    trust.map(readPublicKey),
    head,
    parseExpectations(expected),
  )
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  process.stdout.write(json ? jsonText(found, 2) : textOf(found, seconds))
  return found.ok ? EXIT.conformant : EXIT.nonConformant
}

function textOf(found: Verification, seconds: string): string {
  const { difference, certificate, exchanges, repeated, signers } = found
  if (certificate === undefined) return `NOT VERIFIED  ${escapeControls(difference ?? '')}\n`
  const { target, profile, validUntil } = certificate
  const [name, said] = [escapeControls(targetTitle(target)), escapeControls(profile.name)]
  if (found.expired === true) {
    return `EXPIRED  ${name} was conformant with profile ${said}, and the certificate was valid until ${validUntil}\n`
  }
  return [
    `VERIFIED  ${name} is conformant with profile ${said}`,
    ...profile.documents.map(
      ({ id, microversions }) =>
        `${'document'.padEnd(WIDTH)}  ${escapeControls(id)}, ${microversions === null ? 'no microversions' : escapeControls(microversions)}`,
    ),
    ...certificateFacts(certificate).map(
      ([word, fact]) => `${word.toLowerCase().padEnd(WIDTH)}  ${escapeControls(fact)}`,
    ),
    `${exchanges} exchanges judged again, ${repeated} cases run again on them, in ${seconds} s`,
    ...signers.map((id) => `signed by ${id}`),
    '',
  ].join('\n')
}

const WIDTH = 'not applicable'.length
