import type { DocumentId, Service } from '../openapi/contract.ts'
import { documentId } from '../openapi/document-id.ts'
import {
  compareMicroversions,
  isMicroversion,
  type MicroversionRange,
} from '../openapi/microversion.ts'
import type { ServiceDescription, Services } from '../openapi/service-description.ts'
import { didYouMean, nearMisses } from '../patterns/near-misses.ts'

/** A part of a profile: the default documents of a service, or one document of it. */
export interface ProfilePart {
  readonly service: Service
  /** Absent: the default documents. */
  readonly document?: DocumentId
  /** Absent for a service without microversions. */
  readonly range?: Required<MicroversionRange>
}

/**
 * `<service>` or `<service>/<document>`, optionally with a hyphen and the range. Only the range
 * contains dots.
 */
const PART = /^([a-z][a-z0-9_/-]*?)(?:-(\d+\.\d+)\.\.(\d+\.\d+))?$/

/**
 * Reads the parts of a profile, which are joined by a plus: `cars-1.0..1.9+boats/oars`. Returns
 * them in the order of the services, the default documents of each first, or advice about what is
 * wrong.
 */
export function parseParts(spelled: string, services: Services): readonly ProfilePart[] | string {
  const parts: ProfilePart[] = []
  for (const text of spelled.split('+')) {
    const part = parsePart(text, services)
    if (typeof part === 'string') return part
    if (parts.some((other) => subjectOf(other) === subjectOf(part))) {
      return `name ${subjectOf(part)} once`
    }
    parts.push(part)
  }
  const places = [...services.keys()]
  const place = ({ service }: ProfilePart) => places.indexOf(service)
  return parts.sort((a, b) => place(a) - place(b) || (subjectOf(a) < subjectOf(b) ? -1 : 1))
}

/** The canonical spelling of these parts. */
export function spellParts(parts: readonly ProfilePart[]): string {
  return parts.map((part) => `${subjectOf(part)}${rangeText(part)}`).join('+')
}

/** The service or document that a part covers. */
export function subjectOf({ service, document }: ProfilePart): string {
  return document ?? service
}

function rangeText({ range }: ProfilePart): string {
  return range === undefined ? '' : `-${range.min}..${range.max}`
}

function parsePart(text: string, services: Services): ProfilePart | string {
  const [, subject = '', min, max] = PART.exec(text) ?? []
  const known: readonly Subject[] = [...services.values()].flatMap((service) =>
    service.documents.length === 0
      ? []
      : [{ service, subject: service.id }, ...documentsOf(service)],
  )
  const found = known.find((one) => one.subject === subject)
  if (found === undefined) {
    const subjects = known.map((one) => one.subject)
    return didYouMean(nearMisses(subject, subjects), 'correct it')
  }
  const { service, document } = found
  const part = { service: service.id, ...(document !== undefined && { document }) }
  if (service.microversions === undefined) {
    return min === undefined ? part : `${service.id} has no microversions: leave the range out`
  }
  if (min === undefined || max === undefined) return `add the microversions of ${subject}`
  if (!isMicroversion(min) || !isMicroversion(max) || compareMicroversions(min, max) > 0) {
    return `correct the range of ${subject}`
  }
  return { ...part, range: { min, max } }
}

interface Subject {
  readonly subject: string
  readonly service: ServiceDescription
  readonly document?: DocumentId
}

function documentsOf(service: ServiceDescription): readonly Subject[] {
  return service.documents.map((name) => {
    const document = documentId(service.id, name)
    return { service, subject: document, document }
  })
}
