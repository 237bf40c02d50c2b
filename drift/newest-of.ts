import { packagedReleases } from '../src/attestation/releases.ts'
import type { Contract } from '../src/openapi/contract.ts'
import type { Microversion } from '../src/openapi/microversion.ts'

/** The newest microversion that `specs/releases.yaml` has for a release; undefined for one that it lacks. */
export function newestOf({ service }: Contract, release: string): Microversion | undefined {
  return packagedReleases()
    .get(release)
    ?.find((part) => part.service === service)?.range?.max
}
