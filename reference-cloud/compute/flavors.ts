import type { Deployment } from '../deployment.ts'
import { notFound } from '../faults.ts'
import { type Answer, json } from '../http/exchange.ts'
import type { Route } from '../http/routes.ts'
import { type Call, type Operation, since } from './call.ts'

export interface Flavor {
  readonly id: string
  readonly name: string
  readonly ram: number
  readonly disk: number
  readonly vcpus: number
}

const FLAVORS: readonly Flavor[] = [
  { id: '1', name: 'r1.nano', ram: 64, disk: 1, vcpus: 1 },
  { id: '2', name: 'r1.micro', ram: 128, disk: 1, vcpus: 1 },
]

function flavorsOf({ withoutDisks }: Deployment): readonly Flavor[] {
  return withoutDisks ? FLAVORS.map((flavor) => ({ ...flavor, disk: 0 })) : FLAVORS
}

export function findFlavor(id: string, deployment: Deployment): Flavor | undefined {
  return flavorsOf(deployment).find((flavor) => flavor.id === id)
}

export class FlavorsApi {
  readonly routes: ReadonlyArray<Route<Operation>> = [
    { method: 'GET', pattern: '/flavors', handler: { handle: (call) => this.#list(call, false) } },
    {
      method: 'GET',
      pattern: '/flavors/detail',
      handler: { handle: (call) => this.#list(call, true) },
    },
    { method: 'GET', pattern: '/flavors/:id', handler: { handle: (call) => this.#show(call) } },
    {
      method: 'GET',
      pattern: '/flavors/:id/os-extra_specs',
      handler: { handle: () => json(200, { extra_specs: {} }) },
    },
  ]

  constructor(
    private readonly url: string,
    private readonly deployment: Deployment,
  ) {}

  #list(call: Call, detail: boolean): Answer {
    const marker = call.incoming.query.pairs.find(([key]) => key === 'marker')?.[1]
    const all = flavorsOf(this.deployment)
    const after = all.findIndex(({ id }) => id === marker) + 1
    const flavors = all.slice(after).map((flavor) => this.#view(flavor, call, detail))
    return json(200, { flavors })
  }

  #show(call: Call): Answer {
    const id = call.parameters.id ?? ''
    const flavor = findFlavor(id, this.deployment)
    if (!flavor) throw notFound(`Flavor ${id} could not be found.`)
    return json(200, { flavor: this.#view(flavor, call, true) })
  }

  #view(flavor: Flavor, call: Call, detail: boolean) {
    const { id, name, ram, disk, vcpus } = flavor
    const path = `/flavors/${id}`
    const links = [
      { rel: 'self', href: `${this.url}/v2.1${path}` },
      { rel: 'bookmark', href: `${this.url}${path}` },
    ]
    return {
      id,
      name,
      ...(detail && {
        ram,
        disk,
        swap: since(call, '2.75') ? 0 : '',
        'OS-FLV-EXT-DATA:ephemeral': 0,
        'OS-FLV-DISABLED:disabled': false,
        vcpus,
        'os-flavor-access:is_public': true,
        ...(!since(call, '2.102') && { rxtx_factor: 1 }),
      }),
      links,
      ...(since(call, '2.55') && { description: null }),
      ...(detail && since(call, '2.61') && { extra_specs: {} }),
    }
  }
}
