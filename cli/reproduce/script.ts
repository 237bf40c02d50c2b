import type { Calls } from '../../api/reproduce/hold-case.ts'
import type { Finding } from '../../reports/findings/finding.ts'
import type { CaseRecord } from '../../src/journal/record/run-record.ts'
import type { Persona } from '../../src/openapi/contract.ts'
import { callLines, remark, type ShellAccess, tokenLines } from './shell-lines.ts'

const AUTHORITIES =
  'The cloud has its own authorities: first export CURL_CA_BUNDLE=<the cacert of its entry>'

/** All that is printed when a case is held: a script for a shell, with remarks. */
export function script(
  { title, id }: Pick<Finding, 'title' | 'id'>,
  { planned, reason }: Pick<CaseRecord, 'planned' | 'reason'>,
  { held, look }: Calls,
  accessOf: (persona: Persona) => ShellAccess,
): string {
  const access = accessOf(held.persona)
  const sameToken = look?.persona === held.persona && look.token === held.token
  return [
    remark(`${id} ${title}`),
    remark(`${planned.id} is arranged; next it sends this, as ${held.persona}:`),
    ...(access.hasAuthorities ? [remark(AUTHORITIES)] : []),
    ...tokenLines(held, access),
    ...callLines(held.request, access),
    ...(look === undefined
      ? []
      : [
          '',
          remark(`What shows the effect, asked as ${look.persona}, perhaps several times:`),
          ...(sameToken ? [] : tokenLines(look, accessOf(look.persona))),
          ...callLines(look.request, accessOf(look.persona)),
        ]),
    ...(reason === undefined ? [] : ['', remark(`In the run: ${reason.code}: ${reason.message}`)]),
    '',
  ].join('\n')
}
