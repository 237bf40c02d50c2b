import { z } from 'zod'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import { answered } from '../../fixtures/core/client/undisturbed.ts'
import type { Trace } from '../../fixtures/core/trace/trace.ts'
import type { Step } from '../history/step.ts'
import type { AnsweredCall } from '../model/call.ts'
import type { Cast } from './cast.ts'
import { readAnswer } from './read-answer.ts'
import { sendStep } from './send-step.ts'

/** What both services show of the resources of a history, one after the other. */
export interface Observation {
  readonly calls: readonly AnsweredCall[]
  /** The devices of each server's volumes. */
  readonly devices: readonly (readonly string[])[]
}

const withDevices = z.object({
  volumeAttachments: z.array(z.object({ device: z.string().nullish() })),
})

/** Looks at each volume, its attachments, and the volumes of each server. */
export async function observe(run: RunContext, trace: Trace, cast: Cast): Promise<Observation> {
  const { compute = '2.1', 'block-storage': blockStorage = '3.27' } = run.working
  const looks: readonly Step[] = [
    ...cast.volumes.flatMap((_, volume): Step[] => [
      { op: 'volume.show', volume, microversion: blockStorage },
      { op: 'block-storage.list', volume, microversion: blockStorage },
    ]),
    ...cast.servers.flatMap((_, server): Step[] => [
      { op: 'server.show', server, microversion: compute },
      { op: 'compute.list', server, microversion: compute },
    ]),
  ]
  const calls: AnsweredCall[] = []
  const devices: string[][] = []
  for (const step of looks) {
    const answer = await sendStep(run, trace, cast, step, undefined)
    const { status } = answered(step.op, answer.exchange)
    calls.push({ step, status, shown: readAnswer(answer.body, cast) })
    const listed = withDevices.safeParse(answer.body).data?.volumeAttachments
    if (listed) devices.push(listed.flatMap(({ device }) => device ?? []))
  }
  return { calls, devices }
}
