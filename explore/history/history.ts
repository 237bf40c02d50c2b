import { z } from 'zod'
import { step, volumesOf } from './step.ts'

/** The most lanes, servers or volumes of a history. */
const MOST = 8

/**
 * What is called, and in which order. The calls of a lane follow each other; lanes run at the same
 * time. Each history begins with servers that are running and volumes that are available.
 * `leads`: the first lane ends before the others begin, and each change that it makes may come to rest first.
 */
export const history = z
  .strictObject({
    servers: z.int().min(0).max(MOST),
    /** For each volume, whether it may be attached to several servers. */
    volumes: z
      .array(z.strictObject({ multiattach: z.boolean() }))
      .min(1)
      .max(MOST),
    lanes: z.array(z.array(step)).min(1).max(MOST),
    leads: z.literal(true).exactOptional(),
  })
  .superRefine(({ servers, volumes, lanes }, { addIssue }) => {
    if (lanes.flat().length === 0) {
      addIssue({ code: 'custom', path: ['lanes'], message: 'has no call: expected one at least' })
    }
    for (const [lane, steps] of lanes.entries()) {
      for (const [place, step] of steps.entries()) {
        const server = 'server' in step ? step.server : -1
        const volume = Math.max(...volumesOf(step), -1)
        const missing = [
          ...(server >= servers ? [`server ${server} of ${servers}`] : []),
          ...(volume >= volumes.length ? [`volume ${volume} of ${volumes.length}`] : []),
        ]
        for (const one of missing) {
          const message = `names ${one}, counted from 0`
          addIssue({ code: 'custom', path: ['lanes', lane, place], message })
        }
      }
    }
  })

export type History = z.output<typeof history>

/** How many calls a history has. */
export function lengthOf({ lanes }: History): number {
  return lanes.reduce((sum, lane) => sum + lane.length, 0)
}
