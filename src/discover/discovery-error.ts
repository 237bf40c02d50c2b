/**
 * The target lacks something that every run needs, or its description is wrong; a run cannot begin.
 */
export class DiscoveryError extends Error {
  override readonly name = 'DiscoveryError'
  readonly problem: string
  /** What to do about it. */
  readonly advice: string

  constructor(problem: string, advice: string) {
    super(`${problem}: ${advice}`)
    this.problem = problem
    this.advice = advice
  }
}

/** The target answered a request of discovery with a status other than 200. */
export class UnexpectedStatus extends DiscoveryError {
  readonly status: number

  constructor(what: string, status: number, persona: string) {
    super(
      `${what} answered ${status} to the ${persona}`,
      'check the service and the role of the user',
    )
    this.status = status
  }
}
