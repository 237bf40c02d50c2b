import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { explain } from '../cli/explain/explanation.ts'
import { explanationText } from '../cli/explain/explanation-text.ts'
import { listSpecs, showSpec } from '../cli/show-spec.ts'
import { DiscoveryError } from './discover/discovery-error.ts'
import { SAMPLE_TARGET } from './discover/sample-target.ts'
import { testedServices } from './discover/tested-services.ts'
import { workingMicroversions } from './discover/working-microversions.ts'
import { defectOf } from './judge/judge-request.ts'
import { judge } from './judge/judge-response.ts'
import { changePoints } from './openapi/at-version/changes.ts'
import { operationAt } from './openapi/at-version/operation-at.ts'
import { project } from './openapi/at-version/project.ts'
import { defaultDocuments, documentsWhere, servicesTested } from './openapi/choose-documents.ts'
import type { Contracts } from './openapi/contract.ts'
import { type Contract, type OperationId, serviceOf } from './openapi/contract.ts'
import { ContractError } from './openapi/contract-error.ts'
import { contractOfOperation, contractsOfService } from './openapi/contracts-of-service.ts'
import { loadContracts } from './openapi/load-contract.ts'
import { loadServices } from './openapi/load-services.ts'
import { matchOperation } from './openapi/match-operation.ts'
import type { MicroversionRange } from './openapi/microversion.ts'
import { microversion } from './openapi/microversion.ts'
import { requirementsIn } from './openapi/requirements-in.ts'
import { inSpecs } from './openapi/testing/sample-contract.ts'
import { THREE_SERVICES } from './openapi/testing/sample-services.ts'
import { loadCloud } from './openstack/cloud-config/cloud-config.ts'
import { MissingEndpointError } from './openstack/endpoints/missing-endpoint-error.ts'
import { ServiceVersionsError } from './openstack/endpoints/service-versions-error.ts'
import type { Exchange } from './openstack/exchange.ts'
import { type Received, service } from './openstack/testing/tiny-cloud.ts'
import { TinyTarget } from './openstack/testing/tiny-session.ts'
import { makePlan } from './plan/make-plan.ts'
import type { Selection } from './plan/pick-microversions.ts'
import {
  type Narrowing,
  requirementFilter,
  requirementsElsewhere,
} from './settings/requirement-filter.ts'

// Everything that has to know what a service is, on three of them that are in no table of src/: one has
// two documents, another has no microversions.

const { contracts, services } = inSpecs(THREE_SERVICES, (specs) => ({
  contracts: loadContracts(specs),
  services: loadServices(specs),
}))

function documentOf(operation: OperationId): Contract {
  const contract = contractOfOperation(contracts, operation)
  if (contract === undefined) throw new TypeError(`no document has ${operation}`)
  return contract
}

/** What loading says of the three services when some of their files are changed. */
function problemOf(files: Readonly<Record<string, string>>): string {
  try {
    inSpecs({ ...THREE_SERVICES, ...files }, loadContracts)
  } catch (error) {
    if (error instanceof ContractError) return error.message
    throw error
  }
  throw new Error('the documents were accepted')
}

function changed(file: string, from: string, to: string): Record<string, string> {
  const text = THREE_SERVICES[file] ?? ''
  expect(text).toContain(from)
  return { [file]: text.replace(from, to) }
}

describe('documents of three services', () => {
  it('are loaded in the order of the services, each by its file', () => {
    expect([...contracts.keys()]).toEqual([
      'compute/boats.yaml',
      'compute/oars.yaml',
      'block-storage/sheds.yaml',
      'pictures/frames.yaml',
    ])
    expect(contractsOfService(contracts, 'compute').map(({ file }) => file)).toHaveLength(2)
    expect(documentOf('compute.lift').file).toBe('compute/oars.yaml')
    expect(documentOf('pictures.hang')).not.toHaveProperty('range')
    expect(serviceOf('pictures.hang:200:done')).toBe('pictures')
  })

  it.each([
    [
      'a range in a document of a service without microversions',
      changed('pictures/frames.yaml', 'deprecated: false', "x-openstack: { min-ver: '2.1' }"),
      /pictures\/frames\.yaml at .*x-openstack: the service has no microversions/,
    ],
    [
      'a first microversion of a service without any',
      changed('pictures/frames.yaml', 'x-openstack: {}', "x-openstack: { min-ver: '2.1' }"),
      /pictures\/frames\.yaml at \/x-openstack\/min-ver: pictures has no microversions/,
    ],
    [
      'an erratum that permits up to a microversion of a service without any',
      changed(
        'pictures/frames.yaml',
        'paths:',
        "x-errata: [{ id: 'pictures:a', operations: [pictures.hang], document: a, upstream: b, releases: c, holds: either, permits: { statuses: [404], max-ver: '2.1' } }]\npaths:",
      ),
      /pictures\/frames\.yaml at \/x-errata\/0\/permits\/max-ver: pictures has no microversions/,
    ],
    [
      'a document without the last microversion that it covers',
      changed('compute/oars.yaml', ", max-ver: '2.90'", ''),
      /compute\/oars\.yaml at \/x-openstack\/max-ver: expected the last/,
    ],
    [
      'a service that does not say whether it has microversions',
      changed('pictures/service.yaml', 'microversions: none', ''),
      /pictures\/service\.yaml at \/microversions: expected .* or none/,
    ],
    [
      'a type of the catalog that is another service’s',
      changed('pictures/service.yaml', '[picture]', '[picture, compute]'),
      /\/catalog-types: "compute" is that of compute already/,
    ],
    [
      'a word of microversions that is another service’s',
      changed('block-storage/service.yaml', '{ name: volume }', '{ name: compute }'),
      /compute\/service\.yaml at \/microversions: "compute" is that of block-storage already/,
    ],
    [
      'a folder whose name could not begin the id of an operation',
      { 'two.parts/service.yaml': THREE_SERVICES['pictures/service.yaml'] ?? '' },
      /two\.parts\/service\.yaml: expected a folder/,
    ],
    [
      'a folder without a description',
      { 'bare/document.yaml': THREE_SERVICES['pictures/frames.yaml'] ?? '' },
      /bare\/service\.yaml: cannot be read/,
    ],
  ])('do not have %s', (_what, files, says) => {
    expect(problemOf(files)).toMatch(says)
  })

  it('name an operation once in a service', () => {
    const files = changed('compute/oars.yaml', 'operationId: lift', 'operationId: list')
    const text = files['compute/oars.yaml']?.replace('compute.lift:', 'compute.list:') ?? ''
    expect(problemOf({ 'compute/oars.yaml': text })).toContain(
      'the operation "compute.list" is in compute/boats.yaml already',
    )
  })

  it('are projected at a microversion, or as a whole where there is none', () => {
    const { document } = documentOf('pictures.hang')
    const whole = project(document, undefined)
    expect(Object.keys(whole.paths ?? {})).toEqual(['/v2/frames/{frame_id}'])
    expect(JSON.stringify(whole)).not.toContain('"x-requirements"')
    const oars = documentOf('compute.lift').document
    expect(Object.keys(project(oars, microversion('2.39')).paths ?? {})).toEqual([])
    expect(changePoints(documentOf('pictures.hang'), 'pictures.hang')).toEqual([])
    expect(operationAt(documentOf('pictures.hang'), 'pictures.hang', undefined)).toBeDefined()
    for (const [id, at] of [
      ['pictures.hang', microversion('2.1')],
      ['compute.lift', undefined],
    ] as const) {
      expect(() => operationAt(documentOf(id), id, at)).toThrow(TypeError)
    }
  })

  it('are told apart by their URLs', () => {
    const called = (url: string) => matchOperation(contracts, 'GET', url)?.operation.id
    expect(called('https://c.example/v2.1/oars/1')).toBe('compute.lift')
    expect(called('https://c.example/v3/abc/sheds/1')).toBe('block-storage.open')
    expect(called('https://c.example/image/v2/frames/1')).toBe('pictures.hang')
  })
})

describe('a plan of three services', () => {
  const tested = (title: string, microversions?: Required<MicroversionRange>) => ({
    ...{ title, endpoint: 'http://lake.example' },
    ...(microversions && { microversions }),
  })
  const identity = {
    ...SAMPLE_TARGET.identity,
    name: 'lake',
    services: {
      compute: tested('Boats', { min: microversion('2.1'), max: microversion('2.60') }),
      'block-storage': tested('Sheds', { min: microversion('3.0'), max: microversion('3.10') }),
      pictures: tested('Pictures'),
    },
  }
  const features = { ...SAMPLE_TARGET.features, harbour: { available: true } as const }
  const target = { ...SAMPLE_TARGET, identity, features }
  const requirements = requirementsIn(contracts)
  const planOf = (
    selection: Selection,
    of: Contracts = contracts,
    wanted: (id: string) => boolean = (id) => id.endsWith(':done'),
  ) => {
    const scenarios = new Map(requirements.map(({ id }) => [id, { title: 'does it' }]))
    return makePlan({ contracts: of, target, scenarios, selection, wanted })
  }

  it.each([
    ['edges', { kind: 'edges' }],
    ['all', { kind: 'listed', versions: ['2.40', '2.60', '3.5', '3.10'].map(microversion) }],
  ] as const)('has one case where there are no microversions, at %s', (_name, selection) => {
    const cases = planOf(selection)
    expect(cases.filter(({ settled }) => settled)).toEqual([])
    expect(cases.map(({ id }) => id)).toEqual([
      'compute.lift:200:done@2.40',
      'compute.lift:200:done@2.60',
      'block-storage.open:200:done@3.5',
      'block-storage.open:200:done@3.10',
      'pictures.hang:200:done@-',
    ])
  })

  it('is refused where it is not known what a service with microversions offers', () => {
    const spoken = changed(
      'pictures/service.yaml',
      'microversions: none',
      'microversions: { name: picture }',
    )
    const covered = changed(
      'pictures/frames.yaml',
      'x-openstack: {}',
      "x-openstack: { min-ver: '1.0', max-ver: '1.9' }",
    )
    const others = inSpecs({ ...THREE_SERVICES, ...spoken, ...covered }, loadContracts)
    const plan = () =>
      makePlan({
        contracts: others,
        target,
        scenarios: new Map(),
        selection: { kind: 'edges' },
        wanted: (id) => id.startsWith('pictures.'),
      })
    expect(plan).toThrow(DiscoveryError)
    expect(plan).toThrow('nothing is known of the microversions of pictures')
  })

  it('has exactly the operations of the documents that are chosen', () => {
    const ids = [...contracts.values()].map(({ id }) => id)
    fc.assert(
      fc.property(fc.subarray(ids), (some) => {
        const chosen = documentsWhere(contracts, ({ id }) => some.includes(id))
        const expected = [...chosen.values()].flatMap(({ operations }) =>
          operations.filter((one) => one.requirements.length > 0).map(({ id }) => id),
        )
        const cases = planOf({ kind: 'edges' }, chosen, () => true)
        expect([...new Set(cases.map(({ operation }) => operation))]).toEqual(expected)
        expect(new Set(cases.map(({ requirement }) => requirement))).toEqual(
          new Set(requirementsIn(chosen).map(({ id }) => id)),
        )
      }),
    )
  })

  it('is the same for a document whatever others are chosen', () => {
    const whole = planOf({ kind: 'changes' }, contracts, () => true)
    const single = [...contracts].flatMap(([file, contract]) =>
      planOf({ kind: 'changes' }, new Map([[file, contract]]), () => true),
    )
    expect(single).toEqual(whole)
  })

  it('is narrowed to what the chosen documents have, and says where else it is', () => {
    const chosen = defaultDocuments(contracts)
    const narrowed = (option: Narrowing) =>
      requirementFilter(option, requirementsIn(chosen), requirementsElsewhere(chosen, contracts))
    expect(narrowed({ operation: ['compute.lift'] })('compute.lift:200:done', 'compute.lift')).toBe(
      true,
    )
    expect(() => narrowed({ operation: ['pictures.hang'] })).toThrow(
      '"pictures.hang" is no operation: expected one of compute.lift, block-storage.open; the document pictures/frames has it: add --document pictures/frames',
    )
    expect(() => narrowed({ requirement: ['pictures.*'] })).toThrow(
      'the document pictures/frames has it: add --document pictures/frames',
    )
  })
})

describe('a cloud with three services', () => {
  const target = new TinyTarget()
  const catalog = (url: string) => [
    service('compute', [['public', 'R1', `${url}/compute/v2.1`]]),
    service('volumev3', [['public', 'R1', `${url}/volume/v3/abc123`]]),
    service('picture', [['public', 'R1', `${url}/pictures`]]),
  ]

  function answering(versions: readonly unknown[]) {
    target.cloud.catalog = catalog
    target.cloud.answer = ({ url }: Received, response) => {
      const body = url === '/pictures/' ? { versions } : { name: 'Ada' }
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
    }
    return target.open({}, { services })
  }

  it('is found by the catalog, and by the version documents that the services have', async () => {
    const session = await answering([{ id: 'v2.0', status: 'CURRENT' }])
    expect(session.endpoints).toMatchObject({
      compute: `${target.cloud.url}/compute/v2.1`,
      'block-storage': `${target.cloud.url}/volume/v3/abc123`,
      pictures: `${target.cloud.url}/pictures/v2`,
    })
    expect(session.versions).toMatchObject({
      compute: { microversions: { min: '2.1', max: '2.93' } },
      'block-storage': { microversions: { min: '3.0', max: '3.70' } },
    })
    expect(session.versions.pictures).toEqual({ baseUrl: `${target.cloud.url}/pictures/v2` })
    expect(session.regions.pictures).toBe('R1')
    expect(Object.entries(testedServices(session, contracts))).toEqual([
      [
        'compute',
        {
          ...{ title: 'Compute', endpoint: `${target.cloud.url}/compute/v2.1`, region: 'R1' },
          microversions: { min: '2.1', max: '2.93' },
        },
      ],
      [
        'block-storage',
        {
          ...{ title: 'Sheds', endpoint: `${target.cloud.url}/volume/v3/abc123`, region: 'R1' },
          microversions: { min: '3.0', max: '3.70' },
        },
      ],
      [
        'pictures',
        { title: 'Pictures', endpoint: `${target.cloud.url}/pictures/v2`, region: 'R1' },
      ],
    ])
    expect(workingMicroversions(session, contracts)).toEqual({
      compute: '2.90',
      'block-storage': '3.70',
    })
  })

  it('is sent no microversion where a service has none', async () => {
    const session = await answering([{ id: 'v2.0', status: 'CURRENT' }])
    const call = { method: 'GET', microversion: microversion('2.5') } as const
    const framed = await session.send({ ...call, service: 'pictures', path: '/frames/1' })
    const sent = await session.send({ ...call, service: 'block-storage', path: '/sheds/1' })
    expect(framed.request.url).toBe(`${target.cloud.url}/pictures/v2/frames/1`)
    expect(framed.request.headers).not.toHaveProperty('openstack-api-version')
    expect(framed).not.toHaveProperty('microversion')
    expect(sent.request.headers).toMatchObject({ 'openstack-api-version': 'volume 2.5' })
    expect(sent.microversion).toBe('2.5')
  })

  it('is refused without the version that is tested, or without an endpoint', async () => {
    const without = answering([{ id: 'v1.0', status: 'CURRENT' }])
    await expect(without).rejects.toThrow(ServiceVersionsError)
    await expect(without).rejects.toThrow(
      /pictures service .* with v2\.0 .* picture_endpoint_override/,
    )
    target.cloud.catalog = (url) => catalog(url).slice(0, 2)
    const missing = target.open({}, { services })
    await expect(missing).rejects.toThrow(MissingEndpointError)
    await expect(missing).rejects.toThrow('no service of type "picture"')
  })

  it('may lack the services of which no document is tested', async () => {
    const boats = documentsWhere(contracts, ({ id }) => id === 'compute/boats')
    target.cloud.catalog = (url) => catalog(url).slice(0, 1)
    const session = await target.open({}, { services: servicesTested(boats, services) })
    expect(session.versions).toMatchObject({ compute: { microversions: { max: '2.93' } } })
    expect(Object.keys(session.versions)).toEqual(['compute'])
    expect(Object.keys(session.endpoints).sort()).toEqual(['compute', 'identity'])
  })

  it('may have such a service whose versions are not those that are known', async () => {
    const frames = documentsWhere(contracts, ({ id }) => id === 'pictures/frames')
    target.cloud.catalog = (url) => [
      service('volumev3', [['public', 'R1', `${url}/nowhere/v3/abc123`]]),
      ...catalog(url).slice(2),
    ]
    target.cloud.answer = ({ url }: Received, response) => {
      const versions = url === '/pictures/' ? [{ id: 'v2.0', status: 'CURRENT' }] : []
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ versions }))
    }
    const session = await target.open({}, { services: servicesTested(frames, services) })
    expect(Object.keys(session.versions)).toEqual(['pictures'])
    expect(session.endpoints['block-storage']).toBe(`${target.cloud.url}/nowhere/v3/abc123`)
  })

  it('may be somewhere else, as the entry of the clouds file says', () => {
    const env = {
      OS_AUTH_URL: 'https://c.example',
      OS_USERNAME: 'ada',
      OS_PASSWORD: 'x',
      OS_PROJECT_ID: 'abc123',
      OS_USER_DOMAIN_NAME: 'Default',
      OS_PICTURE_ENDPOINT_OVERRIDE: 'https://p.example/v2',
    }
    const config = loadCloud({ env, cwd: '/nowhere', home: '/nowhere', services })
    expect(config.services.pictures).toEqual({ endpointOverride: 'https://p.example/v2' })
  })
})

describe('an answer of one of three services', () => {
  const RIGHT = {
    'x-openstack-request-id': 'req-2c6b1f0e-9d47-4a53-8e12-7b90c4d5f3a6',
    'content-type': 'application/json',
    vary: 'Accept-Encoding',
  }
  const exchangeOf = (
    operation: OperationId,
    headers: Record<string, string>,
    asked: Record<string, string> = {},
    value: unknown = { name: 'Ada' },
  ): Exchange => ({
    id: '1',
    at: '2026-01-01T00:00:00.000Z',
    durationMs: 1,
    service: serviceOf(operation),
    operation,
    persona: 'member',
    request: {
      method: 'GET',
      url: 'https://c.example/v2/x/1',
      headers: asked,
      body: { kind: 'empty' },
    },
    response: { status: 200, headers, body: { kind: 'json', value } },
  })
  const found = (exchange: Exchange) =>
    judge(exchange, contracts).map(({ code, at, expected }) => `${code} ${at}: ${expected}`)

  it('is judged by its own document, at the microversion that the request names', () => {
    const asked = { 'openstack-api-version': 'compute 2.45' }
    const right = { ...RIGHT, 'openstack-api-version': 'compute 2.45' }
    expect(found(exchangeOf('compute.lift', right, asked))).toEqual([])
    expect(found(exchangeOf('compute.lift', RIGHT, asked))).toEqual([
      'missing-header header openstack-api-version: compute 2.45',
    ])
    const volume = { 'openstack-api-version': 'volume 3.6' }
    expect(found(exchangeOf('block-storage.open', { ...RIGHT, ...volume }, volume))).toEqual([])
  })

  it('is that of a gateway without what marks it as an answer of the service', () => {
    const failed = (operation: OperationId, headers: Record<string, string>) => {
      const exchange = exchangeOf(operation, headers)
      const response = { status: 503, headers, body: { kind: 'empty' } } as const
      return found({ ...exchange, response }).length > 0
    }
    const id = { 'x-openstack-request-id': RIGHT['x-openstack-request-id'] }
    expect(failed('pictures.hang', id)).toBe(true)
    expect(failed('pictures.hang', {})).toBe(false)
    expect(failed('block-storage.open', id)).toBe(false)
    expect(failed('block-storage.open', { 'openstack-api-version': 'volume 3.5' })).toBe(true)
  })

  it('is judged without a microversion where the service has none, whatever was asked', () => {
    for (const asked of [{}, { 'openstack-api-version': 'pictures 2.1' }]) {
      expect(found(exchangeOf('pictures.hang', RIGHT, asked))).toEqual([])
      expect(defectOf(exchangeOf('pictures.hang', RIGHT, asked), contracts)).toBeUndefined()
    }
    const { vary: _, ...others } = RIGHT
    expect(
      found(
        exchangeOf('pictures.hang', { ...others, 'x-openstack-request-id': '7' }, {}, { size: 1 }),
      ),
    ).toEqual([
      'missing-property /name: "name"',
      'undocumented-property /size: no "size"',
      'wrong-header header x-openstack-request-id: req-<UUID>',
      'missing-header header vary: the header',
    ])
  })
})

describe('what is shown of three services', () => {
  const shown = (name: string, at?: string) => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    try {
      showSpec(name, at === undefined ? {} : { at }, contracts)
      return write.mock.calls.map(([text]) => String(text)).join('')
    } finally {
      write.mockRestore()
    }
  }

  it('is a document, by its own name where its service has several', () => {
    expect(shown('pictures')).toContain('/v2/frames/{frame_id}:')
    expect(shown('compute/oars', '2.50')).toContain('/oars/{oar_id}:')
    expect(shown('boats')).toContain('/boats/{boat_id}:')
    expect(shown('compute')).toContain('/oars/{oar_id}:')
    expect(() => shown('pictures', '2.1')).toThrow('pictures has no microversions; leave it out')
    expect(() => shown('oar')).toThrow(/no contract of "oar"; there are compute\/boats and/)
    const noDefault = new Map(
      [...contracts].map(([file, one]) => [file, { ...one, isDefault: false }]),
    )
    expect(() => showSpec('compute', {}, noDefault)).toThrow(
      'compute has several documents; name one: compute/boats and compute/oars',
    )
  })

  it('is a list of the documents, with those that are tested by default', () => {
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    listSpecs({}, contracts)
    const lines = write.mock.calls.map(([text]) => String(text)).join('')
    write.mockRestore()
    expect(lines).toBe(`\
compute/boats        Boats, 2.1–2.120
compute/oars         Small: lift, 2.1–2.90, tested by default
block-storage/sheds  Small: open, 3.0–3.70, tested by default
pictures/frames      Small: hang, no microversions
`)
  })

  it('is an explanation that tells of no microversions', () => {
    const contract = documentOf('pictures.hang')
    const [operation] = contract.operations
    const [requirement] = operation?.requirements ?? []
    if (operation === undefined || requirement === undefined) throw new TypeError('no requirement')
    const lines = explanationText(explain(contract, operation, requirement, undefined))
    expect(lines.join('\n')).toMatch(/Microversions +none: the service has no microversions\n/)
    expect(lines.join('\n')).not.toContain('at changes')
  })
})
