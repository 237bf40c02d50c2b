import { type OperationId, type Service, serviceOf } from '../src/openapi/contract.ts'
import { ownValue } from '../src/own-value.ts'

interface Range {
  readonly min: string
  readonly max: string
}

/** A target in the journal and in `results.json`: both list the services in their order. */
export interface ReportedTarget {
  readonly services: Readonly<
    Record<
      Service,
      {
        readonly title: string
        readonly region?: string | null
        readonly microversions?: Range | null
        readonly note?: string
      }
    >
  >
}

/** The name of a target with the region that was tested: `lab (region R1)`. */
export function targetTitle({
  name,
  services,
}: ReportedTarget & { readonly name: string }): string {
  const regions = new Set(Object.values(services).flatMap(({ region }) => region ?? []))
  if (regions.size === 0) return name
  return `${name} (${regions.size === 1 ? 'region' : 'regions'} ${[...regions].join(', ')})`
}

/** How the versions of services were found out that show no version document: a line for each. */
export function versionNotes({ services }: ReportedTarget): string[] {
  return Object.values(services).flatMap(({ title, note }) =>
    note === undefined ? [] : [`${title}: ${note}`],
  )
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
