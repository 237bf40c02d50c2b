import { knownSecrets } from '../../redaction/known-secrets.ts'
import { jsonOf } from '../body/body-json.ts'
import type { Body, Exchange, Headers } from '../exchange.ts'
import { isSecretHeader, secretsAssignedIn } from './secret-names.ts'
import { eachSecretLeaf } from './secret-values.ts'

/**
 * Adds the values in secret fields of an exchange to the known secrets, so that they are removed from
 * everything that this process writes from now on.
 */
export function learnSecrets({ request, response }: Exchange): void {
  learnHeaders(request.headers)
  if (response !== undefined) learnHeaders(response.headers)
  for (const body of [request.body, response?.body]) {
    if (body !== undefined) learnBody(body)
  }
}

function learnBody(body: Body): void {
  const value = jsonOf(body)
  eachSecretLeaf(value, (leaf, place) => {
    if (place === 'secret' && typeof leaf === 'string') knownSecrets.addFromAnswer(leaf)
  })
  const text = value === undefined && body.kind === 'text' ? body.text : ''
  for (const secret of secretsAssignedIn(text)) knownSecrets.addFromAnswer(secret)
}

function learnHeaders(headers: Headers): void {
  for (const [name, value] of Object.entries(headers)) {
    if (isSecretHeader(name)) knownSecrets.addFromAnswer(value)
  }
}
