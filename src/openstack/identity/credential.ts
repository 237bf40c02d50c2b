import type { Secret } from '../secrets/secret.ts'

/** A domain of Identity: by id, or by name. */
export type DomainReference = { readonly id: string } | { readonly name: string }

export type UserReference =
  | { readonly id: string }
  | { readonly name: string; readonly domain: DomainReference }

export type ProjectReference =
  | { readonly id: string }
  | { readonly name: string; readonly domain: DomainReference }

/** What Keystone is shown to get a token. */
export type Credential =
  | {
      readonly method: 'password'
      readonly user: UserReference
      readonly password: Secret
      readonly project: ProjectReference
    }
  /** Without a project the token is used as it is, with the scope it has. */
  | { readonly method: 'token'; readonly token: Secret; readonly project?: ProjectReference }
  /** Carries its own project. */
  | {
      readonly method: 'application_credential'
      readonly credential:
        | { readonly id: string }
        | { readonly name: string; readonly user: UserReference }
      readonly secret: Secret
    }
