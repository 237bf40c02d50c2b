import { type OperationId, type Service, serviceOf } from '../src/openapi/contract.ts'
import { ownValue } from '../src/own-value.ts'

interface Range {
  readonly min: string
  readonly max: string
}

/** A target in the journal and in `results.json`: both list the services in their order. */
export interface ReportedTarget {
  readonly services: Readonly<
    Record<Service, { readonly title: string; readonly microversions?: Range | null }>
  >
}

/** `2.1 to 2.93`, or a text that the service has no microversions. */
export function offerText({ microversions }: { readonly microversions?: Range | null }): string {
  return microversions ? `${microversions.min} to ${microversions.max}` : 'no microversions'
}

/** The services of a target in one line: `Compute 2.1 to 2.93, Image (no microversions)`. */
export function servicesLine({ services }: ReportedTarget): string {
  const all = Object.values(services)
  if (all.length === 0) return 'no service'
  return all
    .map((one) =>
      one.microversions ? `${one.title} ${offerText(one)}` : `${one.title} (${offerText(one)})`,
    )
    .join(', ')
}

/** The title of a service as the run has recorded it; its id where it has none. */
export function serviceTitle({ services }: ReportedTarget, service: Service): string {
  return ownValue(services, service)?.title ?? service
}

/** The title of the service of an operation, by the operation's id. */
export function serviceName(target: ReportedTarget, operation: OperationId): string {
  return serviceTitle(target, serviceOf(operation))
}
