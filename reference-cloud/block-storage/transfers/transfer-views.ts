import { stored } from '../../timestamps.ts'
import { type Call, since } from '../call.ts'
import type { Transfer } from './transfer.ts'

/** Links lead to the older interface, whichever was asked. */
export const OLDER_INTERFACE = 'os-volume-transfer'

export function transferSummary(transfer: Transfer, { urlProject }: Call, url: string) {
  const path = `${urlProject}/${OLDER_INTERFACE}/${transfer.id}`
  return {
    id: transfer.id,
    volume_id: transfer.volumeId,
    name: transfer.name,
    links: [
      { rel: 'self', href: `${url}/v3${path}` },
      { rel: 'bookmark', href: `${url}${path}` },
    ],
  }
}

export function transferDetail(transfer: Transfer, call: Call, url: string) {
  return {
    ...transferSummary(transfer, call, url),
    created_at: stored(transfer.createdAt),
    ...(since(call, '3.55') && { no_snapshots: transfer.noSnapshots }),
    ...(since(call, '3.57') && {
      source_project_id: transfer.sourceProjectId,
      destination_project_id: null,
      accepted: false,
    }),
  }
}
