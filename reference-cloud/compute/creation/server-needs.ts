import { isObject } from '../../checks.ts'
import type { Deployment } from '../../deployment.ts'
import { badRequest } from '../../faults.ts'

/** What the operator wants every new server to name. @throws Fault 400 */
export function checkNeeds(
  body: unknown,
  wanted: Readonly<Record<string, unknown>>,
  { keyName, securityGroup, metadata, hint }: Deployment['serversNeed'],
): void {
  if (keyName !== undefined && wanted.key_name !== keyName) {
    throw badRequest(wanted.key_name ? 'Invalid key_name provided.' : 'A keypair is required.')
  }
  if (securityGroup !== undefined && !namesGroup(wanted.security_groups, securityGroup)) {
    throw badRequest('The default security group must not be used here.')
  }
  if (metadata !== undefined && !(isObject(wanted.metadata) && metadata in wanted.metadata)) {
    throw badRequest(`Servers need metadata with the key ${metadata}.`)
  }
  if (hint === undefined) return
  const hints = isObject(body) ? body['os:scheduler_hints'] : undefined
  if (!isObject(hints) || !(hint in hints))
    throw badRequest(`The scheduler needs the hint ${hint}.`)
}

function namesGroup(groups: unknown, name: string): boolean {
  return Array.isArray(groups) && groups.some((group) => isObject(group) && group.name === name)
}
