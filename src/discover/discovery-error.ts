/** The target lacks what every run needs, or was described wrongly; a run cannot begin. */
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
