import { harmless } from '../../../reports/harmless.ts'
import { readPublicKey } from '../../attestation/keys.ts'
import { EXIT } from '../exit-codes.ts'
import { jsonText } from '../print-json.ts'
import { verifyBundle } from './verify-bundle.ts'

interface VerifyFlags {
  readonly trust: readonly string[]
  /** What the run said that its journal ended in. */
  readonly head?: string
  readonly json?: boolean
}

/** `attest verify`: prints what was found of a bundle; returns the exit code. */
export async function verify(
  path: string,
  { trust, head, json = false }: VerifyFlags,
): Promise<number> {
  const started = performance.now()
  const found = await verifyBundle(path, trust.map(readPublicKey), head)
  const { ok, difference, profile, target, signers, exchanges, repeated } = found
  if (json) process.stdout.write(jsonText(found, 2))
  else if (ok) {
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    process.stdout.write(
      `VERIFIED  ${harmless(target ?? '')} is conformant with profile ${harmless(profile ?? '')}\n` +
        `${exchanges} exchanges judged again, ${repeated} cases run again on them, in ${seconds} s\n` +
        `${signers.map((id) => `signed by ${id}\n`).join('')}`,
    )
  } else process.stdout.write(`NOT VERIFIED  ${harmless(difference ?? '')}\n`)
  return ok ? EXIT.conformant : EXIT.nonConformant
}
