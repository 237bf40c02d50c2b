/**
 * Promises that the reference cloud can be told to break, one at a time: what a test suite has to
 * notice. Each is one sentence about the cloud.
 */
export const CLOUD_FAULTS = {
  'attach-to-locked-server': 'attaches volumes to a server that somebody has locked',
} as const satisfies Readonly<Record<string, string>>

export type CloudFault = keyof typeof CLOUD_FAULTS

export class UnknownCloudFaultError extends Error {
  override readonly name = 'UnknownCloudFaultError' as const

  constructor(readonly fault: string) {
    super(`fault "${fault}" is not known to the reference cloud; attest cloud --faults lists them`)
  }
}

/** The one promise that a reference cloud breaks, if any, and how often it has come to that. */
export class Misconduct {
  /** How often the fault has shown. */
  met = 0
  readonly #fault: CloudFault | undefined

  constructor(fault?: CloudFault) {
    this.#fault = fault
  }

  /** Whether to do wrong now; asked only where right and wrong are not the same. */
  is(fault: CloudFault): boolean {
    if (fault !== this.#fault) return false
    this.met += 1
    return true
  }
}
