import { z } from 'zod'
import type { Shown } from '../model/call.ts'
import { type Cast, numberOf } from './cast.ts'

const link = z.object({
  volumeId: z.string(),
  delete_on_termination: z.boolean().optional(),
  attachment_id: z.string().nullish(),
})
const inBlockStorage = z.object({
  id: z.string(),
  status: z.string(),
  instance: z.string().nullish(),
})

const body = z.object({
  volumeAttachment: link.optional(),
  volumeAttachments: z.array(link).optional(),
  attachment: inBlockStorage.optional(),
  attachments: z.array(inBlockStorage).optional(),
  volume: z.object({ status: z.string() }).optional(),
  server: z
    .object({ status: z.string(), 'OS-EXT-STS:task_state': z.string().nullish() })
    .optional(),
})

/** What an answer of any of the calls shows. What it lacks is left out: the contract judges that. */
export function readAnswer(text: unknown, cast: Cast): Shown {
  const { data } = body.safeParse(text)
  if (data === undefined) return {}
  const links = data.volumeAttachments ?? (data.volumeAttachment && [data.volumeAttachment])
  return {
    ...(links && {
      volumes: links.map(
        ({ volumeId, delete_on_termination: flag, attachment_id: attachment }) => ({
          volume: numberOf(cast.volumes, volumeId),
          ...(flag !== undefined && { flag }),
          ...(typeof attachment === 'string' && { attachment }),
        }),
      ),
    }),
    ...(data.attachment && { status: data.attachment.status, created: data.attachment.id }),
    ...(data.attachments && {
      attachments: data.attachments.map(({ id, status, instance }) => {
        const server = numberOf(cast.servers, instance)
        return { id, status, ...(server >= 0 && { server }) }
      }),
    }),
    ...(data.volume && { status: data.volume.status }),
    ...(data.server && {
      status: data.server.status,
      isBusy: typeof data.server['OS-EXT-STS:task_state'] === 'string',
    }),
  }
}
