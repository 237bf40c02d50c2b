import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CloudFault } from '../../reference-cloud/cloud-faults.ts'
import type { SequenceFaultId } from '../../reference-cloud/sequence-faults/sequence-faults.ts'
import { serveReferenceCloud } from '../../reference-cloud/serve.ts'
import { discoverTarget } from '../../src/discover/discover-target.ts'
import {
  closeSessions,
  openSessions,
  type PersonaClouds,
} from '../../src/discover/open-sessions.ts'
import { placeOf } from '../../src/discover/place.ts'
import type { Target, TargetWishes } from '../../src/discover/target.ts'
import type { Contracts, Persona } from '../../src/openapi/contract.ts'
import type { CloudConfig } from '../../src/openstack/cloud-config/cloud-config.ts'
import type { Session } from '../../src/openstack/session.ts'
import { discoverersFor, servicesFor } from '../../suites/suites.ts'
import type { Tamper } from '../fault.ts'
import { FaultProxy } from '../proxy/proxy.ts'
import type { GivenCloud } from './given-cloud.ts'

/** A cloud that is expected to conform, and the fault to add to it. */
export interface TargetOrder {
  /** Without it, a reference cloud is started. */
  readonly given?: GivenCloud
  readonly release?: string
  readonly latencyMs?: number
  readonly windowMs?: number
  readonly windowSeed?: number
  readonly tamper?: Tamper
  readonly cloudFault?: CloudFault
  /** A fault of the reference cloud that needs no proxy, and gets none before it. */
  readonly sequenceFault?: SequenceFaultId
}

/** A cloud behind the proxy, discovered. */
export interface OpenTarget {
  readonly target: Target
  readonly sessions: ReadonlyMap<Persona, Session>
  /** How often the fault has shown so far. */
  met(): number
  /** Switches the tampering off. */
  calmDown(): void
  close(): Promise<void>
}

/** The entries of the clouds.yaml of a reference cloud. */
export const REFERENCE_PERSONAS = {
  member: 'reference',
  reader: 'reference-reader',
  guest: 'reference-guest',
  stranger: 'reference-stranger',
  admin: 'reference-admin',
} as const satisfies PersonaClouds

const WISHES: TargetWishes = { values: {}, absent: [] }

/** Starts or finds the cloud, puts the proxy before it, and discovers it through the proxy. */
export async function openTarget(order: TargetOrder, contracts: Contracts): Promise<OpenTarget> {
  const cloud = order.given ? undefined : await startReferenceCloud(order)
  let proxy: FaultProxy | undefined
  const reroute = async (config: CloudConfig): Promise<CloudConfig> => {
    if (order.sequenceFault !== undefined) return config
    proxy ??= new FaultProxy(contracts, order.tamper, config.tls)
    return await rerouted(config, proxy)
  }
  const close = async (sessions: ReadonlyMap<Persona, Session>): Promise<void> => {
    await closeSessions(sessions)
    await proxy?.close()
    await cloud?.close()
  }
  let sessions: ReadonlyMap<Persona, Session> = new Map()
  try {
    const clouds = order.given?.clouds ?? REFERENCE_PERSONAS
    const place = placeOf(cloud?.file, servicesFor(contracts))
    sessions = await openSessions(clouds, place, undefined, LIMITS, {}, reroute)
    const target = await discoverTarget(sessions, contracts, WISHES, discoverersFor(contracts))
    return {
      target,
      sessions,
      met: () => (proxy?.met ?? 0) + (cloud?.met() ?? 0),
      calmDown: () => proxy?.calmDown(),
      close: () => close(sessions),
    }
  } catch (error) {
    await close(sessions)
    throw error
  }
}

/** On a busy machine, local connections may take long. */
const LIMITS = { connectMs: 30_000 }

async function startReferenceCloud(order: TargetOrder) {
  const { release, latencyMs, windowMs, windowSeed, cloudFault, sequenceFault } = order
  const directory = await mkdtemp(join(tmpdir(), 'attest-trust-'))
  const file = join(directory, 'clouds.yaml')
  const cloud = await serveReferenceCloud({
    cloudsFile: file,
    latencyMs: latencyMs ?? 2,
    ...(windowMs !== undefined && { windowMs }),
    ...(windowSeed !== undefined && { windowSeed }),
    ...(release !== undefined && { release }),
    ...(cloudFault !== undefined && { fault: cloudFault }),
    ...(sequenceFault !== undefined && { sequenceFault }),
  })
  return {
    file,
    met: () => cloud.faultMet(),
    async close() {
      await cloud.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function rerouted(config: CloudConfig, proxy: FaultProxy): Promise<CloudConfig> {
  const authUrl = await proxy.through(config.authUrl)
  const services = { ...config.services }
  for (const [kind, { endpointOverride }] of Object.entries(services)) {
    if (endpointOverride === undefined) continue
    services[kind] = { ...services[kind], endpointOverride: await proxy.through(endpointOverride) }
  }
  return { ...config, authUrl, services }
}
