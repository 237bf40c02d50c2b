import { packagedServices } from './load-services.ts'
import type { ResourceDescription } from './service-settings.ts'

/** The description of a kind of resource. Throws a TypeError when no service has one. */
export function describedResource(kind: string): ResourceDescription {
  for (const { resources } of packagedServices().values()) {
    const found = resources.find((resource) => resource.kind === kind)
    if (found !== undefined) return found
  }
  throw new TypeError(`no service describes resources of the kind ${kind}`)
}
