import type { Operation } from '../../src/openapi/contract.ts'
import { isWithin, type Microversion } from '../../src/openapi/microversion.ts'
import { contractFor, operations } from '../answers/contracts.ts'
import { spokenIn } from '../answers/spoken-microversions.ts'
import { differentStretches, type Stretch } from '../answers/stretches.ts'
import type { Fault, Tamper } from '../fault.ts'
import type { HeaderMap, Reply } from '../proxy/message.ts'
import { isPermitted } from './permitted.ts'

/** At each change of each operation: made too late, and too early. */
export function microversionFaults(): Fault[] {
  return operations.flatMap((operation) => {
    const stretches = differentStretches(operation, isPermitted)
    return stretches.slice(1).flatMap((now, index) => {
      const before = stretches[index]
      return before === undefined ? [] : changeFaults(operation, before, now)
    })
  })
}

function changeFaults(operation: Operation, before: Stretch, now: Stretch): Fault[] {
  const { id, requirements } = operation
  return [
    {
      id: `${id}/change-of-${now.from}/too-late`,
      kind: 'microversion',
      sentence: `${id} answers from ${now.from} to ${now.to} as it did at ${before.to}`,
      violates: [`${id}:*`],
      first: requirements.filter(({ range }) => range.min === now.from).map((one) => one.id),
      at: { min: now.from, max: now.to },
      means: { tamper: () => answeringAs(operation, now, before.to) },
    },
    {
      id: `${id}/change-of-${now.from}/too-early`,
      kind: 'microversion',
      sentence: `${id} answers from ${before.from} to ${before.to} as it does at ${now.from}`,
      violates: [`${id}:*`],
      first: requirements.filter(({ range }) => range.max === before.to).map((one) => one.id),
      at: { min: before.from, max: before.to },
      means: { tamper: () => answeringAs(operation, before, now.from) },
    },
  ]
}

/** Answers requests at another microversion than requested, and names the requested one. */
function answeringAs({ id }: Operation, asked: Stretch, as: Microversion): Tamper {
  const spoken = spokenIn(contractFor(id))
  const legacy = spoken?.legacyHeader?.toLowerCase()
  return async (passing, { forward, meet }) => {
    const { operation, version, headers } = passing
    const concerned =
      spoken !== undefined &&
      operation === id &&
      version !== undefined &&
      isWithin(version, { min: asked.from, max: asked.to })
    if (!concerned) return await forward()
    meet()
    const told = { ...headers, 'openstack-api-version': `${spoken.name} ${as}` }
    const reply = await forward({ headers: legacy ? without(told, legacy) : told })
    return echoing(reply, `${spoken.name} ${version}`, version, legacy)
  }
}

function echoing(reply: Reply, full: string, version: string, legacy: string | undefined): Reply {
  const headers = Object.entries(reply.headers).map(([name, value]) => {
    if (name === 'openstack-api-version') return [name, full] as const
    return name === legacy ? ([name, version] as const) : ([name, value] as const)
  })
  return { ...reply, headers: Object.fromEntries(headers) }
}

function without(headers: HeaderMap, name: string): HeaderMap {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
}
