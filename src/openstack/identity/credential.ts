import type { Secret } from '../secrets/secret.ts'

/** A domain of Identity: by id, or by name. */
export type DomainReference = { readonly id: string } | { readonly name: string }

export type UserReference =
  | { readonly id: string }
  | { readonly name: string; readonly domain: DomainReference }

export type ProjectReference =
  | { readonly id: string }
  | { readonly name: string; readonly domain: DomainReference }

/** What is sent to Keystone to get a token. */
export type Credential =
  | {
      readonly method: 'password'
      readonly user: UserReference
      readonly password: Secret
      readonly project: ProjectReference
    }
  /** Without `project`, the token is used as it is, with its own scope. */
  | { readonly method: 'token'; readonly token: Secret; readonly project?: ProjectReference }
  /** An application credential belongs to a project. */
  | {
      readonly method: 'application_credential'
      readonly credential:
        | { readonly id: string }
        | { readonly name: string; readonly user: UserReference }
      readonly secret: Secret
    }

/** An application credential that a user has made for a while. */
export interface OwnCredential {
  readonly id: string
  readonly secret: string
}
