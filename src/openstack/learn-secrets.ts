import { knownSecrets } from '../redaction/known-secrets.ts'
import { jsonOf } from './body-json.ts'
import type { Exchange, Headers } from './exchange.ts'
import { isSecretHeader } from './secret-names.ts'
import { eachSecretLeaf } from './secret-values.ts'

/**
 * Remembers what an exchange shows in places of secrets: from now on it is removed from whatever this
 * process writes, of this exchange and of all others.
 */
export function learnSecrets({ request, response }: Exchange): void {
  learnHeaders(request.headers)
  if (response !== undefined) learnHeaders(response.headers)
  for (const body of [request.body, response?.body]) {
    if (body === undefined) continue
    eachSecretLeaf(jsonOf(body), (value, place) => {
      if (place === 'secret' && typeof value === 'string') knownSecrets.addFromAnswer(value)
    })
  }
}

function learnHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isSecretHeader(name)) knownSecrets.addFromAnswer(value)
  }
}
