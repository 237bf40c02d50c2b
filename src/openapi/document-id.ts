import type { DocumentId, Service } from './contract.ts'

/** The id of a document, from the name of its file in the folder of the service: `attachments.yaml`. */
export function documentId(service: Service, fileName: string): DocumentId {
  return `${service}/${fileName.replace(/\.yaml$/, '')}`
}
