import type { Credential, ProjectReference, UserReference } from './credential.ts'

/** The body with which Identity is asked for a token, secrets included. */
export function tokenRequest(credential: Credential): { readonly auth: object } {
  switch (credential.method) {
    case 'password': {
      const user = { ...userBody(credential.user), password: credential.password.reveal() }
      const identity = { methods: ['password'], password: { user } }
      return { auth: { identity, scope: scopeBody(credential.project) } }
    }
    case 'token': {
      const identity = { methods: ['token'], token: { id: credential.token.reveal() } }
      const scope = credential.project && scopeBody(credential.project)
      return { auth: { identity, ...(scope && { scope }) } }
    }
    case 'application_credential': {
      const { credential: named } = credential
      const application_credential = {
        ...('id' in named ? { id: named.id } : { name: named.name, user: userBody(named.user) }),
        secret: credential.secret.reveal(),
      }
      return {
        auth: { identity: { methods: ['application_credential'], application_credential } },
      }
    }
  }
}

function userBody(user: UserReference): Readonly<Record<string, unknown>> {
  return 'id' in user ? { id: user.id } : { name: user.name, domain: user.domain }
}

function scopeBody(project: ProjectReference): object {
  return {
    project: 'id' in project ? { id: project.id } : { name: project.name, domain: project.domain },
  }
}
