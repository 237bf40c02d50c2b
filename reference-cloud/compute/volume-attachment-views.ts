import { type Call, since } from './call.ts'
import type { Mapping, Server } from './server.ts'

/** An item of the list, and what show answers. */
export function attachmentView(mapping: Mapping, server: Server, call: Call) {
  const { volumeId, device } = mapping
  return {
    ...(!since(call, '2.89') && { id: volumeId }),
    volumeId,
    serverId: server.id,
    ...(device !== null && { device }),
    ...(since(call, '2.70') && { tag: mapping.tag }),
    ...(since(call, '2.79') && { delete_on_termination: mapping.deleteOnTermination }),
    ...(since(call, '2.89') && { attachment_id: mapping.attachmentId, bdm_uuid: mapping.id }),
  }
}

/** What attach answers: an echo of the request, and the name of the device. */
export function attachedView(
  wanted: Readonly<Record<string, unknown>>,
  server: Server,
  device: string | null,
  call: Call,
) {
  return {
    id: wanted.volumeId,
    serverId: server.id,
    volumeId: wanted.volumeId,
    device,
    ...(since(call, '2.70') && { tag: wanted.tag ?? null }),
    ...(since(call, '2.79') && { delete_on_termination: wanted.delete_on_termination ?? false }),
  }
}
