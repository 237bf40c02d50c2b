import type { Probed } from '../../api/probe.ts'
import { EXIT } from '../errors/exit-codes.ts'

/** What a probe has found, in lines for people; none without a probe. */
export function probeLines(probed: Probed | undefined): string[] {
  if (probed === undefined) return []
  return [
    '',
    'Probe',
    ...probed.probes.map((one) => {
      const seconds = `${(one.ms / 1000).toFixed(1)} s`
      return one.made ? `  ✓ ${one.kind}: made in ${seconds}` : `  - ${one.kind}: ${one.why}`
    }),
    probed.left === undefined
      ? '  ✓ nothing is left'
      : `  - something is left: attest cleanup ${probed.left} removes it`,
  ]
}

/** A run would not get further than a probe that fails. */
export function exitCodeAfterProbe(probed: Probed | undefined): number {
  if (probed?.probes.some(({ made }) => !made)) return EXIT.couldNotRun
  return probed?.left === undefined ? EXIT.conformant : EXIT.inconclusive
}
