import type { CloudConfig } from './cloud-config/cloud-config.ts'
import { settingName } from './cloud-config/setting-name.ts'
import type { ServiceKind } from './exchange.ts'
import { oneLine } from './one-line.ts'
import type { TransportProblem } from './transport-error.ts'

/** The setting to change for each problem, and the advice. */
const ADVICE: Partial<Readonly<Record<TransportProblem, readonly [key: string, advice: string]>>> =
  {
    'unknown-host': ['auth.auth_url', 'correct the host name, or the DNS of this machine'],
    refused: ['auth.auth_url', 'correct host and port, or start the service'],
    'no-route': ['auth.auth_url', 'correct the address, or check network and VPN'],
    'connect-timeout': ['auth.auth_url', 'correct the address, or check network, VPN and firewall'],
    'unknown-authority': [
      'cacert',
      "set it to a PEM file of the cloud's authority (or, with all risks, insecure: true)",
    ],
    'wrong-certificate-host': ['auth.auth_url', 'use the host name that the certificate is for'],
    'expired-certificate': [
      'cacert',
      "renew the cloud's certificate, or check this machine's clock",
    ],
    'client-certificate': ['cert', 'set cert and key to the certificate that the cloud expects'],
    tls: ['auth.auth_url', 'use http:// if the service does not use TLS'],
    'not-http': ['auth.auth_url', 'use https:// if the service speaks TLS'],
  }

/** Whether there is advice for a problem: it affects every request to the service. */
export function hasRemedy(problem: TransportProblem): boolean {
  return ADVICE[problem] !== undefined
}

/** A service of the cloud cannot be reached. The message is one line, without secrets. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError'
  readonly cloud: string
  readonly url: string
  readonly problem: TransportProblem
  /** The setting to change. */
  readonly key: string
  readonly advice: string

  /** Without a service, the error is about Identity. */
  constructor(
    config: Pick<CloudConfig, 'name' | 'file'>,
    url: string,
    cause: { readonly problem: TransportProblem; readonly message: string },
    service: ServiceKind = 'identity',
  ) {
    const [named, advice] = ADVICE[cause.problem] ?? ['auth.auth_url', 'check it, and try again']
    const isOfCatalog = service !== 'identity' && named === 'auth.auth_url'
    const key = isOfCatalog ? `${service.replaceAll('-', '_')}_endpoint_override` : named
    const setting = settingName(config.name, key, config.file === undefined)
    const place = isOfCatalog ? `the catalog, or ${setting}` : setting
    super(
      oneLine(
        `cloud "${config.name}": ${url} cannot be reached: ${cause.message}; ${place}: ${advice}`,
      ),
      { cause },
    )
    this.cloud = config.name
    this.url = url
    this.problem = cause.problem
    this.key = setting
    this.advice = advice
  }
}
