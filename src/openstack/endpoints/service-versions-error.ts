import type { Service } from '../../openapi/contract.ts'
import type { ServiceDescription } from '../../openapi/service-description.ts'
import { oneLine } from '../one-line.ts'

type Described = Pick<ServiceDescription, 'id' | 'version' | 'settingPrefixes' | 'microversions'>

/** No version document of a service names the version that is tested. The message is one line. */
export class ServiceVersionsError extends Error {
  override readonly name = 'ServiceVersionsError'
  readonly service: Service
  /** The endpoint in the catalog or in the entry. */
  readonly endpoint: string
  /** What was answered at the URLs of the version documents. */
  readonly seen: string

  constructor(
    { id, version, settingPrefixes, microversions }: Described,
    endpoint: string,
    seen: string,
  ) {
    const override = `${settingPrefixes[0]}_endpoint_override`
    const expected = microversions === undefined ? version.ids.join(' or ') : 'microversions'
    super(
      oneLine(
        `the ${id} service at ${endpoint} shows no version document with ${expected} (${seen}); check its endpoint in the catalog, or set ${override} in the cloud entry`,
      ),
    )
    this.service = id
    this.endpoint = endpoint
    this.seen = seen
  }
}
