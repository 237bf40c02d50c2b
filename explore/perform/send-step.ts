import { BlockStorageClient } from '../../fixtures/block-storage/block-storage-client.ts'
import { sampleConnector } from '../../fixtures/block-storage/connector.ts'
import { ComputeClient } from '../../fixtures/compute/compute-client.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import type { Answer } from '../../fixtures/core/client/answer.ts'
import type { Channel } from '../../fixtures/core/client/channel.ts'
import type { Trace } from '../../fixtures/core/trace/trace.ts'
import { type Microversion, microversion } from '../../src/openapi/microversion.ts'
import { byOf, type Step, serviceOf } from '../history/step.ts'
import type { NamedAttachment } from '../model/call.ts'
import type { Cast } from './cast.ts'

/** Sends the call of a step, as its persona. `attachment` is the one that it is about. */
export function sendStep(
  run: RunContext,
  trace: Trace,
  cast: Cast,
  step: Step,
  attachment: NamedAttachment | undefined,
): Promise<Answer> {
  const channel = run.channel(byOf(step) ?? 'member', trace, microversionsOf(step))
  const server = 'server' in step ? cast.servers[step.server] : undefined
  const volume = 'volume' in step ? cast.volumes[step.volume] : undefined
  const compute = new ComputeClient(channel)
  const blockStorage = new BlockStorageClient(channel)
  switch (step.op) {
    case 'compute.attach':
      return compute.attach(given(server), given(volume), {
        ...(step.flag !== undefined && { delete_on_termination: step.flag }),
      })
    case 'compute.detach':
      return compute.detach(given(server), given(volume))
    case 'compute.show':
      return compute.show(given(server), given(volume))
    case 'compute.list':
      return compute.list(given(server))
    case 'compute.update':
      return compute.update(given(server), given(volume), { delete_on_termination: step.flag })
    case 'compute.swap':
      return compute.swap(given(server), given(volume), given(cast.volumes[step.to]))
    case 'block-storage.create':
      return blockStorage.create(given(volume), {
        ...(step.connected && { connector: sampleConnector() }),
      })
    case 'block-storage.update':
      return blockStorage.update(given(attachment), sampleConnector())
    case 'block-storage.complete':
      return blockStorage.complete(given(attachment))
    case 'block-storage.delete':
      return blockStorage.delete(given(attachment))
    case 'block-storage.show':
      return blockStorage.show(given(attachment))
    case 'block-storage.list-detail':
      return blockStorage.listDetail({ volume_id: given(volume).id })
    case 'block-storage.list':
      return blockStorage.list({ volume_id: given(volume).id })
    default:
      return around(channel, step, given(server ?? volume).id)
  }
}

/** Calls that are no operations of the documents. */
function around(channel: Channel, step: Step, id: string): Promise<Answer> {
  const [of, what] = step.op.split('.')
  if (what === 'set-error') {
    const call = {
      service: 'block-storage',
      method: 'POST',
      path: `/volumes/${id}/action`,
    } as const
    return channel.callOutside({ ...call, json: { 'os-reset_status': { status: 'error' } } })
  }
  if (of === 'volume') {
    const method = what === 'delete' ? 'DELETE' : 'GET'
    return channel.callOutside({ service: 'block-storage', method, path: `/volumes/${id}` })
  }
  const path = `/servers/${id}`
  if (what === 'delete' || what === 'show') {
    const method = what === 'delete' ? 'DELETE' : 'GET'
    return channel.callOutside({ service: 'compute', method, path })
  }
  const json = { [what === 'stop' || what === 'start' ? `os-${what}` : String(what)]: null }
  return channel.callOutside({ service: 'compute', method: 'POST', path: `${path}/action`, json })
}

function microversionsOf(step: Step): Record<string, Microversion> {
  return { [serviceOf(step)]: microversion(step.microversion) }
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('a step names a resource that its history lacks')
  return value
}
