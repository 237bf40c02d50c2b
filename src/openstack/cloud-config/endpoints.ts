import type { Services } from '../../openapi/service-description.ts'
import type { ServiceKind } from '../exchange.ts'
import type { Complain } from './read-credential.ts'
import { type CloudSettings, interfaceSetting, textSetting } from './schema.ts'
import { checkedUrl } from './service-url.ts'

/** The kind of a service's endpoint in the catalog. */
export type Interface = 'public' | 'internal' | 'admin'

/** One kind of endpoint, or several: of these, the first that the catalog has is used. */
export type InterfaceChoice = Interface | readonly Interface[]

/** Settings of an entry for one service; each overrides the general setting of the entry. */
export interface EndpointSettings {
  /** The URL to use in place of the catalog's; it may contain `%(project_id)s` and `%(user_id)s`. */
  readonly endpointOverride?: string
  readonly interface?: InterfaceChoice
  readonly regionName?: string
}

/** Reads `<service>_endpoint_override`, `<service>_interface` and `<service>_region_name`. */
export function endpointsOf(
  settings: CloudSettings,
  complain: Complain,
  services: Services,
): Readonly<Record<ServiceKind, EndpointSettings>> {
  const of = (kind: ServiceKind, prefixes: readonly string[]): EndpointSettings => {
    const override = find(settings, prefixes, ['endpoint_override', 'endpoint'])
    const chosen = find(settings, prefixes, ['interface'])
    const region = find(settings, prefixes, ['region_name'])
    const interfaceName = chosen && interfaceSetting.safeParse(chosen.value)
    if (chosen && interfaceName?.success === false) {
      throw complain(chosen.key, {
        problem: 'has a value of the wrong kind',
        expected: 'public, internal or admin, or a list of these',
        advice: 'correct the entry',
      })
    }
    const regionName = region && textSetting.safeParse(region.value).data
    const expected = `the URL of the ${kind} service`
    return {
      ...(override && {
        endpointOverride: checkedUrl(String(override.value), override.key, expected, complain),
      }),
      ...(interfaceName?.data && { interface: interfaceName.data }),
      ...(regionName && { regionName }),
    }
  }
  const described = [...services.values()].map(
    ({ id, settingPrefixes }) => [id, of(id, settingPrefixes)] as const,
  )
  return { ...Object.fromEntries(described), identity: of('identity', ['identity']) }
}

function find(
  settings: CloudSettings,
  prefixes: readonly string[],
  names: readonly string[],
): { readonly key: string; readonly value: unknown } | undefined {
  for (const name of names) {
    for (const prefix of prefixes) {
      const key = `${prefix}_${name}`
      const value = settings[key]
      if (value !== undefined && value !== null && value !== '') return { key, value }
    }
  }
  return undefined
}
