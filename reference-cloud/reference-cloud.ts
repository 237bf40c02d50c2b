import { blockStorage } from './block-storage/block-storage.ts'
import type { VolumeQuotas } from './block-storage/quotas.ts'
import { chance } from './chance.ts'
import { type CloudFault, Misconduct } from './cloud-faults.ts'
import { type CloudEntry, cloudEntry } from './clouds-file.ts'
import { compute } from './compute/compute.ts'
import { type Deployment, USUAL } from './deployment.ts'
import type { Incoming } from './http/exchange.ts'
import { type Listener, listen, type Service } from './http/listen.ts'
import { ApplicationCredentials } from './identity/application-credentials.ts'
import { Authentication } from './identity/authentication.ts'
import { TokenFilter } from './identity/caller.ts'
import { Catalog } from './identity/catalog.ts'
import { type ApplicationCredential, Directory, type Persona } from './identity/directory.ts'
import { IdentityApi } from './identity/identity-api.ts'
import { Tokens } from './identity/tokens.ts'
import { imageService } from './image/image-service.ts'
import { Images } from './image/images.ts'
import { Policies } from './policies.ts'
import { findRelease } from './releases.ts'
import type { SequenceFaultId } from './sequence-faults/sequence-faults.ts'
import { withSequenceFault } from './sequence-faults/with-sequence-fault.ts'
import { type StateListener, Transitions } from './transitions.ts'

export interface ReferenceCloudOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  readonly host?: string
  /** Name of an OpenStack release; the newest when none is named. */
  readonly release?: string
  /** Milliseconds that each asynchronous step takes. */
  readonly latencyMs?: number
  /** The longest time, in ms, for which services disagree after a change; 0 if not given. */
  readonly windowMs?: number
  /** Decides how long each of these times is, in the order in which they begin; by chance if not given. */
  readonly windowSeed?: number
  readonly tokenTtlSeconds?: number
  /** Whether block storage and Image tell reader and member apart; for Compute, see {@link Deployment}. */
  readonly roleDefaults?: boolean
  /** 0: a shelved server leaves its host by itself; -1: an administrator has to make it. */
  readonly shelvedOffloadTime?: 0 | -1
  /** -1 is unlimited. */
  readonly quotas?: Partial<VolumeQuotas> & {
    readonly servers?: number
    /** Of one image; 128 if not given. */
    readonly imageTags?: number
  }
  /** Disks that a server may have, its root disk included; -1 is unlimited. */
  readonly maxDisksPerServer?: number
  /** How the cloud differs from what is usual. */
  readonly deployment?: Partial<Deployment>
  /** The promise that the cloud is to break. */
  readonly fault?: CloudFault
  /** What the cloud is to do wrong where calls meet or follow each other. */
  readonly sequenceFault?: SequenceFaultId
  /** Told of every state of a volume as soon as it is in it. */
  readonly onState?: StateListener
  readonly seed?: {
    readonly applicationCredentials?: ReadonlyArray<{
      readonly persona: Persona
      readonly name: string
    }>
  }
}

/** Names of the entries of the clouds.yaml, one for each persona. */
export type CloudName =
  | 'reference'
  | 'reference-reader'
  | 'reference-guest'
  | 'reference-stranger'
  | 'reference-admin'

export interface ReferenceCloud {
  readonly url: string
  readonly authUrl: string
  readonly release: string
  /** The content of a clouds.yaml with an entry for each persona. Holds passwords. */
  clouds(): { clouds: Record<CloudName, CloudEntry> }
  /** The account with the service role, whose token goes into X-Service-Token. */
  serviceCloud(): CloudEntry
  readonly applicationCredentials: readonly ApplicationCredential[]
  /** How often its fault has shown. */
  faultMet(): number
  close(): Promise<void>
}

const DEFAULT_LATENCY_MS = 20
const DEFAULT_TTL_SECONDS = 4 * 60 * 60
const UNLIMITED = -1
/** What a volume may have in the stranger's project, in GiB. */
const LARGEST_ELSEWHERE = 32
const DEFAULT_MAX_TAGS = 128

/**
 * Starts an OpenStack of its own, in memory, on one port.
 *
 * @example
 * const cloud = await createReferenceCloud({ release: 'zed', latencyMs: 0 })
 * const { auth } = cloud.clouds().clouds.reference
 * await cloud.close()
 *
 * @throws UnknownReleaseError
 */
export async function createReferenceCloud(
  options: ReferenceCloudOptions = {},
): Promise<ReferenceCloud> {
  const release = findRelease(options.release)
  const directory = new Directory()
  const credentials = (options.seed?.applicationCredentials ?? []).map(({ persona, name }) =>
    directory.addApplicationCredential(persona, name),
  )
  const tokens = new Tokens(options.tokenTtlSeconds ?? DEFAULT_TTL_SECONDS)
  const misconduct = new Misconduct(options.fault)
  const transitions = new Transitions(
    options.latencyMs ?? DEFAULT_LATENCY_MS,
    options.onState,
    options.windowMs,
    options.windowSeed === undefined ? Math.random : chance(options.windowSeed),
  )

  const deployment: Deployment = { ...USUAL, ...options.deployment }

  const services = (url: string): Record<string, Service> => {
    const filter = new TokenFilter(`${url}/identity`, tokens, misconduct)
    const images = new Images()
    const identity = new IdentityApi(
      `${url}/identity`,
      directory,
      tokens,
      new Authentication(directory, tokens),
      new Catalog(url),
      new ApplicationCredentials(`${url}/identity`, directory, tokens),
    )
    const image = imageService({
      url: `${url}/image`,
      filter,
      images,
      misconduct,
      policies: new Policies(options.roleDefaults ?? release.imageRoles),
      maxTags: options.quotas?.imageTags ?? DEFAULT_MAX_TAGS,
    })
    const storage = blockStorage({
      url: `${url}/volume`,
      release,
      filter,
      images,
      transitions,
      misconduct,
      deployment,
      policies: new Policies(options.roleDefaults ?? deployment.tellsRolesApart),
      quotas: {
        volumes: options.quotas?.volumes ?? UNLIMITED,
        gigabytes: options.quotas?.gigabytes ?? UNLIMITED,
        snapshots: options.quotas?.snapshots ?? UNLIMITED,
        per_volume_gigabytes: options.quotas?.per_volume_gigabytes ?? UNLIMITED,
      },
    })
    storage.quotas.set(directory.elsewhere.id, { per_volume_gigabytes: LARGEST_ELSEWHERE })
    const servers = compute({
      url: `${url}/compute`,
      release,
      filter,
      images,
      transitions,
      misconduct,
      deployment,
      policies: new Policies(deployment.tellsRolesApart),
      storage,
      maxServers: options.quotas?.servers ?? UNLIMITED,
      maxDisks: options.maxDisksPerServer ?? UNLIMITED,
      shelvedOffloadTime: options.shelvedOffloadTime ?? -1,
    })
    const all = {
      identity: (incoming: Incoming) => identity.answer(incoming),
      image: (incoming: Incoming) => image.answer(incoming),
      volume: (incoming: Incoming) => storage.api.answer(incoming),
      compute: (incoming: Incoming) => servers.api.answer(incoming),
    }
    const { sequenceFault } = options
    if (sequenceFault === undefined) return all
    const { store, volumes, attachments } = storage
    const meet = () => misconduct.meet()
    const insides = {
      servers: servers.store.servers,
      store,
      volumes,
      attachments,
      transitions,
      meet,
    }
    return withSequenceFault(sequenceFault, insides, all)
  }

  const listener: Listener = await listen({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    services,
  })
  const authUrl = `${listener.url}/identity/v3`
  const { personas, conformance, elsewhere, service, serviceUser } = directory

  return {
    url: listener.url,
    authUrl,
    release: release.name,
    applicationCredentials: credentials,
    clouds: () => ({
      clouds: {
        reference: cloudEntry(authUrl, personas.member, conformance),
        'reference-reader': cloudEntry(authUrl, personas.reader, conformance),
        'reference-guest': cloudEntry(authUrl, personas.guest, conformance),
        'reference-stranger': cloudEntry(authUrl, personas.stranger, elsewhere),
        'reference-admin': cloudEntry(authUrl, personas.admin, conformance),
      },
    }),
    serviceCloud: () => cloudEntry(authUrl, serviceUser, service),
    faultMet: () => misconduct.met,
    close: async () => {
      transitions.stop()
      await listener.close()
    },
  }
}
