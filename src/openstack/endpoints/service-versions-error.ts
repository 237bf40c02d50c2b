import type { Service } from '../../openapi/contract.ts'
import type { ServiceDescription } from '../../openapi/service-description.ts'
import { oneLine } from '../one-line.ts'

type Described = Pick<ServiceDescription, 'id' | 'version' | 'settingPrefixes' | 'microversions'>

/** A service has no version document of the version that is tested. The message is one line. */
export class ServiceVersionsError extends Error {
  override readonly name = 'ServiceVersionsError'
  readonly service: Service
  /** As the catalog or the entry has it. */
  readonly endpoint: string
  /** What the version documents' URLs answered. */
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
