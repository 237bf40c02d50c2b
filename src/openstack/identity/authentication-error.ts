import { oneLine } from '../one-line.ts'

export interface AuthenticationFault {
  /** The name of the cloud entry. */
  readonly cloud: string
  readonly url: string
  /** The status of Keystone's answer; absent when the answer could not be understood. */
  readonly status?: number
  /** What was wrong, without secrets. */
  readonly said: string
  readonly advice: string
}

/** Identity answered, but not with a usable token. The message is one line, without secrets. */
export class AuthenticationError extends Error {
  override readonly name = 'AuthenticationError'
  readonly cloud: string
  readonly url: string
  readonly status: number | undefined
  readonly said: string
  readonly advice: string

  constructor({ cloud, url, status, said, advice }: AuthenticationFault) {
    const answer = status === undefined ? '' : `answered ${status}: `
    super(oneLine(`cloud "${cloud}": authentication failed: ${url} ${answer}${said}; ${advice}`))
    this.cloud = cloud
    this.url = url
    this.status = status
    this.said = said
    this.advice = advice
  }
}
