import { join } from 'node:path'
import { placeOf } from '../../src/discover/place.ts'
import { askedMicroversion } from '../../src/judge/asked-microversion.ts'
import { loadCloud } from '../../src/openstack/cloud-config/cloud-config.ts'
import { contractFor } from '../../trust/answers/contracts.ts'
import type { Fault, Tamper } from '../../trust/fault.ts'
import { type HeaderMap, headerOf, type Passing, type Reply } from '../../trust/proxy/message.ts'
import { FaultProxy } from '../../trust/proxy/proxy.ts'
import { comparedDocuments } from './compared-documents.ts'
import type { Passage } from './passage.ts'
import { writeReroutedClouds } from './rerouted-clouds.ts'
import type { Ring } from './ring.ts'

/** A cloud behind a proxy that records all requests, and may cause one fault. */
export interface RecordedCloud {
  /** A clouds.yaml with entries that use the proxy. */
  readonly cloudsFile: string
  readonly passages: readonly Passage[]
  /** The URL of the proxy that leads to `url` of the cloud. */
  through(url: string): Promise<string>
  /** The token that a member of the project has received through the proxy. */
  tokenOf(project: string): string | undefined
  close(): Promise<void>
}

/** Starts the proxy in front of the cloud, and writes the clouds.yaml into `folder`. */
export async function recordCloud(
  ring: Ring,
  folder: string,
  fault?: Fault,
): Promise<RecordedCloud> {
  const { authUrl, tls } = loadCloud({ ...placeOf(), cloud: ring.clouds.member })
  const passages: Passage[] = []
  const tamper = fault && 'tamper' in fault.means ? fault.means.tamper() : undefined
  const record: Tamper = async (passing, surroundings) => {
    const reply = await (tamper?.(passing, surroundings) ?? surroundings.forward())
    if (!isIdentity(passing, authUrl)) passages.push(passageOf(passing, reply))
    return reply
  }
  const proxy = new FaultProxy(comparedDocuments, record, tls)
  const through = (url: string): Promise<string> => proxy.through(url)
  const cloudsFile = join(folder, 'clouds.yaml')
  await writeReroutedClouds(cloudsFile, ring.clouds, through)
  return {
    cloudsFile,
    passages,
    through,
    tokenOf: (project) => proxy.callers.memberOf(project)?.token,
    close: () => proxy.close(),
  }
}

function isIdentity({ origin, target }: Passing, authUrl: string): boolean {
  return `${origin}${target}`.startsWith(authUrl.replace(/\/v3$/, ''))
}

function passageOf(passing: Passing, { status, headers }: Reply): Passage {
  const { method, target, operation } = passing
  const contract = operation && contractFor(operation)
  const exchange = {
    request: { headers: flat(passing.headers) },
    response: { status, headers: flat(headers), body: { kind: 'empty' } as const },
  }
  return {
    method,
    path: target.split('?')[0] ?? target,
    ...(operation && { operation }),
    ...(contract && { version: askedMicroversion(exchange, contract).version }),
    status,
    requestIds: ['x-openstack-request-id', 'x-compute-request-id'].flatMap(
      (name) => headerOf(headers, name) ?? [],
    ),
  }
}

function flat(headers: HeaderMap): Record<string, string> {
  return Object.fromEntries(
    Object.keys(headers).map((name) => [name, headerOf(headers, name) ?? '']),
  )
}
