import { resolve } from 'node:path'
import { MIB, readInputFile } from '../../input-file.ts'
import { Secret } from '../secrets/secret.ts'
import type { ConfigurationPlace } from './files.ts'
import type { Complain } from './read-credential.ts'
import type { CloudSettings } from './schema.ts'

/** The largest PEM file that is read. All certificate authorities of a system take less than 1 MiB. */
const LARGEST_PEM = 16 * MIB

/** Settings of TLS connections; all but `verify` are the contents of PEM files. */
export interface TlsSettings {
  readonly verify: boolean
  /** Used in place of the authorities that Node knows. */
  readonly ca?: string
  readonly cert?: Secret
  readonly key?: Secret
}

/**
 * Reads the TLS settings of an entry. `insecure` overrides `verify`, and `cacert` is used only while
 * verification is on. Without `cacert`, the variables of the Python clients, REQUESTS_CA_BUNDLE and
 * CURL_CA_BUNDLE, are used. A `cert` without a `key` is a file with both.
 */
export function tlsOf(
  settings: CloudSettings,
  place: ConfigurationPlace,
  complain: Complain,
): TlsSettings {
  const read = (setting: string, path: string, content: string): string => {
    const file = resolve(place.cwd, path.replace(/^~(?=\/|$)/, place.home))
    let text = ''
    try {
      text = readInputFile(file, LARGEST_PEM).toString('utf8')
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
      throw complain(setting, {
        problem: `names ${file}, which cannot be read (${code})`,
        expected: `a readable PEM file with ${content}`,
        advice: 'correct the path or the rights of the file',
      })
    }
    if (text.includes('-----BEGIN ')) return text
    throw complain(setting, {
      problem: `names ${file}, which is no PEM file`,
      expected: `a PEM file with ${content}`,
      advice: 'convert the file, or correct the path',
    })
  }
  const identity = {
    ...(settings.cert !== undefined && {
      cert: new Secret(read('cert', settings.cert, 'the client certificate')),
      key: new Secret(
        read(
          settings.key === undefined ? 'cert' : 'key',
          settings.key ?? settings.cert,
          'the private key of the client certificate',
        ),
      ),
    }),
  }
  if (settings.insecure || settings.verify === false) return { verify: false, ...identity }

  const named = settings.cacert ?? (settings.verify === true ? undefined : settings.verify)
  if (named !== undefined) {
    const setting = settings.cacert === undefined ? 'verify' : 'cacert'
    return { verify: true, ca: read(setting, named, 'CA certificates'), ...identity }
  }
  for (const variable of ['REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']) {
    const bundle = place.env[variable]
    if (bundle) return { verify: true, ca: read(variable, bundle, 'CA certificates'), ...identity }
  }
  return { verify: true, ...identity }
}
