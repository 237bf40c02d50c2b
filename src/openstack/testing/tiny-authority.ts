import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const TOOL = 'openssl'
const NEW_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** The certificate and key of a TLS server, as PEM. */
export interface ServerIdentity {
  readonly key: string
  readonly cert: string
}

/** A certificate authority that no program trusts by default. It signs with openssl. */
export class TinyAuthority {
  /** The name of its own certificate in its folder, for `cacert`. */
  readonly certificate = 'ca.pem'
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    const files = ['-keyout', 'ca.key', '-out', this.certificate]
    this.#openssl('req', '-x509', ...NEW_KEY, ...files, '-days', '2', '-subj', '/CN=Tiny CA')
  }

  /** Whether this machine has openssl. */
  static isPossible(): boolean {
    try {
      execFileSync(TOOL, ['version'])
      return true
    } catch {
      return false
    }
  }

  /** An identity for names such as `IP:127.0.0.1`, valid for `days`; negative: expired so long ago. */
  sign(names: string, days = 2): ServerIdentity {
    const host = `host${names.replaceAll(/\W/g, '-')}${days}`
    const path = (ending: string): string => join(this.#folder, `${host}.${ending}`)
    writeFileSync(path('ext'), `subjectAltName=${names}\n`)
    const request = ['-keyout', path('key'), '-out', path('csr'), '-subj', `/CN=${host}`]
    this.#openssl('req', ...NEW_KEY, ...request)
    const signer = ['-CA', this.certificate, '-CAkey', 'ca.key', '-CAcreateserial']
    const result = ['-extfile', path('ext'), '-out', path('pem'), '-days', String(days)]
    this.#openssl('x509', '-req', '-in', path('csr'), ...signer, ...result)
    return { key: readFileSync(path('key'), 'utf8'), cert: readFileSync(path('pem'), 'utf8') }
  }

  #openssl(...args: readonly string[]): void {
    execFileSync(TOOL, args, { cwd: this.#folder, stdio: 'ignore' })
  }
}
