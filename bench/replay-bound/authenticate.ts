import { z } from 'zod'
import type { Account } from '../reference/cloud-process.ts'

const Answer = z.object({ token: z.object({ project: z.object({ id: z.string() }) }) })

/** Gets a token with a password. Throws when Identity refuses. */
export async function authenticate(
  account: Account,
): Promise<{ readonly token: string; readonly projectId: string }> {
  const domain = { name: account.user_domain_name }
  const answer = await fetch(`${account.auth_url}/auth/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: account.username, domain, password: account.password } },
        },
        scope: {
          project: { name: account.project_name, domain: { name: account.project_domain_name } },
        },
      },
    }),
  })
  const token = answer.headers.get('x-subject-token')
  if (token === null) throw new Error(`Identity answers ${answer.status} to ${account.username}`)
  const { project } = Answer.parse(await answer.json()).token
  return { token, projectId: project.id }
}
