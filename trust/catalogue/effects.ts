import { setTimeout as sleep } from 'node:timers/promises'
import type { OperationId } from '../../src/openapi/contract.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { isCalled } from '../answers/conforming-reply.ts'
import { operations } from '../answers/contracts.ts'
import type { Fault, Tamper } from '../fault.ts'
import { jsonOf, type Passing } from '../proxy/message.ts'
import { emptySuccess } from './requests-changed.ts'

/** How much later a delayed effect comes, in ms: much longer than any request takes. */
const DELAY_MS = 1_500

/**
 * Successful answers of operations that do nothing, act late, act twice, or act on another
 * resource.
 */
export function effectFaults(): Fault[] {
  const writing = operations.filter(({ method }) => method !== 'GET')
  return [
    ...writing.flatMap(({ id }) => [effectless(id), ...(isPrompt(id) ? [delayed(id)] : [])]),
    doubled('block-storage.create', 'reserves the volume twice'),
    elsewhere('block-storage.delete'),
    elsewhere('block-storage.update'),
    elsewhere('block-storage.complete'),
    shownElsewhere('block-storage.show'),
  ]
}

/** Operations whose effect may come after the answer; all others are complete by then. */
const UNDER_WAY = [/^compute\./, /^block-storage\.create$/]

function isPrompt(id: OperationId): boolean {
  return !UNDER_WAY.some((pattern) => pattern.test(id))
}

const successes = (id: OperationId) => [`${id}:200:*`, `${id}:202:*`, `${id}:204:*`]

const known = (id: OperationId) =>
  successes(id).filter((glob) =>
    operations.some((one) =>
      one.requirements.some((requirement) => requirement.id.startsWith(glob.slice(0, -1))),
    ),
  )

type Forward = Parameters<Tamper>[1]['forward']

/** Answers a success, and does `meanwhile` instead of what was requested. */
function pretending(id: OperationId, meanwhile: (forward: Forward) => void): Tamper {
  return async (passing, { forward, meet }) => {
    if (passing.operation !== id || !isCalled(passing)) return await forward()
    // Requests that would be refused are refused: the resource is read first.
    if (!(await isThere(passing, forward))) return await forward()
    meet()
    meanwhile(forward)
    return emptySuccess(passing)
  }
}

function effectless(id: OperationId): Fault {
  return {
    id: `${id}/without-effect`,
    kind: 'effect',
    sentence: `${id} answers a success and does nothing`,
    violates: known(id),
    means: {
      tamper: () => pretending(id, () => {}),
    },
  }
}

/** Ends of paths below which there are resources that can be read. */
const BELOW = /\/(?:os-volume_attachments.*|action|accept|tags\/[^/]+)$/

/** Whether the resource of the call exists; read where that is possible. */
async function isThere({ target }: Passing, forward: Forward): Promise<boolean> {
  const path = target.split('?')[0] ?? target
  const looks = path.replace(BELOW, '')
  const { status } = await forward({ method: 'GET', target: looks, body: '' })
  return status < 300
}

function delayed(id: OperationId): Fault {
  return {
    id: `${id}/delayed`,
    kind: 'effect',
    sentence: `${id} answers a success and does it ${DELAY_MS} ms later`,
    violates: known(id),
    means: {
      tamper: () =>
        pretending(id, (forward) => {
          void sleep(DELAY_MS, undefined, { ref: false })
            .then(() => forward())
            .catch(() => {})
        }),
    },
  }
}

function doubled(id: OperationId, does: string): Fault {
  return {
    id: `${id}/doubled`,
    kind: 'effect',
    sentence: `${id} ${does}`,
    violates: known(id),
    means: {
      tamper:
        () =>
        async (passing, { forward, meet }) => {
          const reply = await forward()
          if (passing.operation !== id || reply.status >= 300) return reply
          const again = await forward()
          if (again.status < 300) meet()
          return reply
        },
    },
  }
}

/** Acts on another attachment of the project, and answers as if nothing were wrong. */
function elsewhere(id: OperationId): Fault {
  return {
    id: `${id}/on-another-attachment`,
    kind: 'effect',
    sentence: `${id} changes another attachment than the one in the path`,
    violates: known(id),
    means: {
      tamper:
        () =>
        async (passing, { forward, meet }) => {
          const { attachment_id: asked } = passing.parameters
          if (passing.operation !== id || !isCalled(passing) || !asked) return await forward()
          if (!(await isThere(passing, forward))) return await forward()
          const other = await anotherAttachment(passing, asked, forward)
          if (other === undefined) return await forward()
          const reply = await forward({ target: passing.target.replace(asked, other) })
          if (reply.status >= 300) return await forward()
          meet()
          return { ...reply, body: reply.body.replaceAll(other, asked) }
        },
    },
  }
}

function shownElsewhere(id: OperationId): Fault {
  return {
    id: `${id}/another-attachment`,
    kind: 'effect',
    sentence: `${id} shows another attachment than the one in the path`,
    violates: [`${id}:200:*`],
    means: {
      tamper:
        () =>
        async (passing, { forward, meet }) => {
          const { attachment_id: asked } = passing.parameters
          const reply = await forward()
          if (passing.operation !== id || !asked || reply.status !== 200) return reply
          const other = await anotherAttachment(passing, asked, forward)
          if (other === undefined) return reply
          meet()
          return await forward({ target: passing.target.replace(asked, other) })
        },
    },
  }
}

/** The oldest attachment of another volume in the caller's project. */
async function anotherAttachment(
  { target }: Passing,
  asked: string,
  forward: Forward,
): Promise<string | undefined> {
  const list = target.replace(/\/attachments\/.*$/, '/attachments')
  const body = jsonOf(await forward({ method: 'GET', target: list, body: '' }))
  const items: readonly unknown[] =
    isJsonObject(body) && Array.isArray(body.attachments) ? body.attachments : []
  const others = items.filter(
    (item) => isJsonObject(item) && item.id !== asked && item.status !== 'attached',
  )
  const other = others.at(-1) ?? items.find((item) => isJsonObject(item) && item.id !== asked)
  return isJsonObject(other) && typeof other.id === 'string' ? other.id : undefined
}
