import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../fixtures/testbed/faulty-proxy.ts'
import {
  REFERENCE_PERSONAS,
  startTestCloud,
  type TestCloud,
} from '../../fixtures/testbed/test-cloud.ts'
import type { Persona } from '../openapi/contract.ts'
import { loadContracts } from '../openapi/load-contract.ts'
import type { Session } from '../openstack/session.ts'
import { discoverTarget } from './discover-target.ts'
import { DiscoveryError } from './discovery-error.ts'
import { closeSessions, openSessions } from './open-sessions.ts'
import type { Target, TargetWishes } from './target.ts'

const contracts = loadContracts()

let cloud: TestCloud
let sessions: ReadonlyMap<Persona, Session>
beforeAll(async () => {
  cloud = await startTestCloud({ release: 'zed' })
  sessions = await openSessions(REFERENCE_PERSONAS, cloud.place)
})
afterEach(() => {
  cloud.proxy.fault = undefined
})
afterAll(async () => {
  await closeSessions(sessions)
  await cloud.close()
})

describe('discovery', () => {
  test('finds out who the target is', async () => {
    const { identity } = await discover()

    expect(identity).toMatchObject({
      name: 'reference',
      authUrl: `${cloud.proxy.url}/identity/v3`,
      services: {
        compute: {
          title: 'Compute',
          endpoint: `${cloud.proxy.url}/compute/v2.1`,
          microversions: { min: '2.1', max: '2.93' },
        },
        'block-storage': {
          title: 'Block Storage',
          endpoint: expect.stringMatching(/\/volume\/v3\b/),
          microversions: { min: '3.0', max: '3.70' },
        },
      },
      personas: ['member', 'reader', 'guest', 'stranger', 'admin', 'nobody'],
    })
    expect(Object.keys(identity.services)).toEqual(['compute', 'block-storage'])
  })

  test('works at the newest microversions that target and contracts have in common', async () => {
    expect((await discover()).working).toEqual({ compute: '2.93', 'block-storage': '3.70' })
  })

  test('finds the smallest image and flavor, and a type that allows several attachments', async () => {
    expect(await discover()).toMatchObject({
      image: { name: 'reference-image' },
      flavor: { name: 'r1.nano' },
      networks: 'none',
      multiattachType: 'shareable',
      volumeSizeGiB: 1,
    })
  })

  test('leaves the type of volumes to the cloud when none is wished for', async () => {
    expect(await discover()).not.toHaveProperty('volumeType')
  })

  test('takes what is wished for, by name or id', async () => {
    const { image } = await discover()
    const network = '3f1c1f62-6a35-4a59-9a0e-6a6d3e2a1c77'

    const target = await discover({
      image: image.id,
      flavor: 'r1.micro',
      volumeType: 'standard',
      multiattachType: 'shareable',
      network,
      volumeSizeGiB: 3,
    })

    expect(target).toMatchObject({
      image,
      flavor: { id: '2' },
      volumeType: 'standard',
      multiattachType: 'shareable',
      networks: [{ uuid: network }],
      volumeSizeGiB: 3,
    })
  })

  test.each(['none', 'auto'] as const)('passes the network %s on', async (network) => {
    expect((await discover({ network })).networks).toBe(network)
  })

  test('makes volumes as large as the image wants its disk', async () => {
    cloud.proxy.fault = listing('/image/v2/images', ({ images }) => ({
      images: images?.map((image) => ({ ...image, min_disk: 1 })),
    }))
    expect((await discover()).volumeSizeGiB).toBe(1)

    cloud.proxy.fault = listing('/image/v2/images', ({ images }) => ({
      images: images?.map((image) => ({ ...image, min_disk: 5 })),
    }))
    expect((await discover({ flavor: 'r1.nano' })).volumeSizeGiB).toBe(5)
  })

  test('says of each persona whether it is there', async () => {
    const two = new Map([...sessions].filter(([persona]) => persona !== 'stranger'))

    const { personas } = await discoverTarget(two, contracts, wishing({}))

    expect(personas.member).toEqual({ available: true })
    expect(personas.stranger).toEqual({
      available: false,
      why: 'no cloud entry was named for it: --persona stranger=ENTRY',
    })
  })

  test('says that a feature is missing, and what to do', async () => {
    cloud.proxy.fault = listing('/types', ({ volume_types }) => ({
      volume_types: volume_types?.map((type) => ({ ...type, extra_specs: {} })),
    }))

    const { features } = await discover()

    expect(features['multiattach-type']).toEqual({
      available: false,
      why: expect.stringContaining('name one with multiattach-type'),
    })
    expect(features.shelve).toEqual({ available: true })
  })

  test('finds another flavor to resize to, and says so when there is none', async () => {
    expect(await discover()).toMatchObject({
      flavor: { name: 'r1.nano' },
      otherFlavor: { name: 'r1.micro' },
      features: { resize: { available: true } },
    })
    expect(await discover({ flavor: 'r1.micro' })).toMatchObject({
      otherFlavor: { name: 'r1.nano' },
    })

    cloud.proxy.fault = listing('/flavors/detail', ({ flavors }) => ({
      flavors: flavors?.filter((_, index) => index === 0 && flavors.length > 1),
    }))
    const alone = await discover()

    expect(alone).not.toHaveProperty('otherFlavor')
    expect(alone.features.resize).toEqual({
      available: false,
      why: expect.stringContaining('no second flavor'),
    })
  })

  test('takes the word of the target’s owner for what is absent', async () => {
    const absent = [{ feature: 'shelve', reason: 'we do not offer it' }] as const

    const { features } = await discover({ absent })

    expect(features.shelve).toEqual({
      available: false,
      declaredAbsent: true,
      why: 'declared absent: we do not offer it',
    })
  })

  test('changes nothing on the target', async () => {
    cloud.proxy.passed.length = 0

    await discover()

    expect(cloud.proxy.passed.filter((call) => !call.startsWith('GET '))).toEqual([])
    expect(cloud.proxy.passed.length).toBeLessThan(10)
  })
})

describe('whether roles are restricted', () => {
  test('is seen by what the guest is refused', async () => {
    expect((await discover()).restrictsRoles).toBe(true)
  })

  test('is denied when the guest may read servers', async () => {
    cloud.proxy.fault = answering('/servers', 200, { servers: [] })

    expect((await discover()).restrictsRoles).toBe(false)
  })

  test('is unknown when the answer tells nothing', async () => {
    cloud.proxy.fault = answering('/servers', 503, {})

    expect((await discover()).restrictsRoles).toBe('unknown')
  })

  test('is unknown without a guest', async () => {
    const few = new Map([...sessions].filter(([persona]) => persona !== 'guest'))

    expect((await discoverTarget(few, contracts, wishing({}))).restrictsRoles).toBe('unknown')
  })
})

describe('a target that lacks what every run needs', () => {
  test.each<[string, Partial<TargetWishes>, Fault | undefined, RegExp]>([
    [
      'any image',
      {},
      answering('/images', 200, { images: [] }),
      /^the cloud has no image to boot from: name one in attest.yaml with image: NAME$/,
    ],
    [
      'the image wished for',
      { image: 'lighthouse' },
      undefined,
      /^there is no image "lighthouse": /,
    ],
    ['the flavor wished for', { flavor: 'r9.huge' }, undefined, /^there is no flavor "r9.huge": /],
    [
      'a flavor that is large enough',
      {},
      listing('/images', ({ images }) => ({
        images: images?.map((image) => ({ ...image, min_ram: 4096 })),
      })),
      /^the cloud has no flavor to boot from: /,
    ],
    [
      'the volume type wished for',
      { volumeType: 'golden' },
      undefined,
      /^there is no volume type "golden": correct volume-type in attest.yaml; the cloud has shareable, standard, __DEFAULT__$/,
    ],
    [
      'the multiattach type wished for',
      { multiattachType: 'golden' },
      undefined,
      /^there is no volume type "golden": correct multiattach-type in attest.yaml/,
    ],
    [
      'an id in the network wished for',
      { network: 'public' },
      undefined,
      /^network "public" is not an id: name the network by its id, or give none or auto$/,
    ],
    [
      'leave to list images',
      {},
      answering('/images', 403, {}),
      /^GET \/images of image answered 403 to the member: /,
    ],
    [
      'a readable list of flavors',
      {},
      answering('/flavors/detail', 200, { flavors: [{ id: 1 }] }),
      /^GET \/flavors\/detail of compute answered a document that cannot be read \(flavors\/0\/id: .*\): /,
    ],
    [
      'an answer',
      {},
      async (request, forward) => (request.path.includes('/types') ? 'cut' : forward()),
      /^GET \/types of block-storage got no answer \(.*\): check the service$/,
    ],
  ])('such as %s is told of in one line', async (_, wishes, fault, line) => {
    cloud.proxy.fault = fault

    const error: unknown = await discover(wishes).catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(DiscoveryError)
    // By its name it is known to be no defect of Attest.
    expect(error).toMatchObject({ name: 'DiscoveryError', message: expect.stringMatching(line) })
    expect(String(error)).not.toContain('\n')
  })

  test('such as a microversion that the contracts know is told of', async () => {
    const older = [...contracts].map(
      ([service, contract]) =>
        [
          service,
          {
            ...contract,
            ...(contract.range && { range: { min: contract.range.max, max: contract.range.max } }),
          },
        ] as const,
    )

    await expect(discoverTarget(sessions, new Map(older), wishing({}))).rejects.toThrow(
      /^compute offers 2\.1–2\.93, of which the contract knows nothing: /,
    )
  })
})

function discover(wishes: Partial<TargetWishes> = {}): Promise<Target> {
  return discoverTarget(sessions, contracts, wishing(wishes))
}

function wishing(wishes: Partial<TargetWishes>): TargetWishes {
  return { volumeSizeGiB: 1, absent: [], ...wishes }
}

/** Answers the paths that end like this with something else. */
function answering(end: string, status: number, body: unknown): Fault {
  return async ({ path }, forward) => {
    const reply = await forward()
    if (path.split('?')[0]?.endsWith(end) !== true) return reply
    return { ...reply, status, body: JSON.stringify(body) }
  }
}

type Lists = Readonly<Record<string, readonly object[] | undefined>>

/** Changes the lists in what is answered to paths that end like this. */
function listing(end: string, change: (lists: Lists) => unknown): Fault {
  return async ({ path }, forward) => {
    const reply = await forward()
    if (path.split('?')[0]?.endsWith(end) !== true) return reply
    const lists: Lists = JSON.parse(reply.body)
    return { ...reply, body: JSON.stringify(change(lists)) }
  }
}
