import type { DocumentId, Service } from './contract.ts'

/** The id of the document that a file of a service's folder is: `attachments.yaml`. */
export function documentId(service: Service, fileName: string): DocumentId {
  return `${service}/${fileName.replace(/\.yaml$/, '')}`
}
