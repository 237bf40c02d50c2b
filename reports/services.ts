import { type OperationId, type Service, serviceOf } from '../src/openapi/contract.ts'
import { ownValue } from '../src/own-value.ts'

interface Range {
  readonly min: string
  readonly max: string
}

/** A target as the journal and `results.json` have it: both list the services in their order. */
export interface ReportedTarget {
  readonly services: Readonly<
    Record<Service, { readonly title: string; readonly microversions?: Range | null }>
  >
}

/** `2.1 to 2.93`, or that the service has no microversions. */
export function offerText({ microversions }: { readonly microversions?: Range | null }): string {
  return microversions ? `${microversions.min} to ${microversions.max}` : 'no microversions'
}

/** The services of a target in a line: `Compute 2.1 to 2.93, Image (no microversions)`. */
export function servicesLine({ services }: ReportedTarget): string {
  const all = Object.values(services)
  if (all.length === 0) return 'no service'
  return all
    .map((one) =>
      one.microversions ? `${one.title} ${offerText(one)}` : `${one.title} (${offerText(one)})`,
    )
    .join(', ')
}

/** A service in words, as the run has recorded it; its id where the run does not name it. */
export function serviceTitle({ services }: ReportedTarget, service: Service): string {
  return ownValue(services, service)?.title ?? service
}

/** The service in words, from the id of one of its operations. */
export function serviceName(target: ReportedTarget, operation: OperationId): string {
  return serviceTitle(target, serviceOf(operation))
}
