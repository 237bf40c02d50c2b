import { pathToFileURL } from 'node:url'
import { codeFile } from '../../package-root.ts'
import type { Performer } from '../../run/performer.ts'
import type { Settings } from '../../settings/settings.ts'
import type { ChosenTarget } from './0-choose-target.ts'

/** The entry file stands beside the suites, compiled or not. */
const ENTRY = pathToFileURL(codeFile('suites', 'conformance.run'))

/** The runner for Vitest's worker. */
const RUNNER = codeFile('reports', 'allure', 'forgetful-runner')

/**
 * Who performs a run takes a second to make ready. It is called when the cloud has let everybody in,
 * and makes ready while the cloud is asked what it has; who cannot begin a run does without.
 */
export class CalledPerformer {
  readonly #summon: () => Promise<Performer>
  #called: Promise<Performer> | undefined

  constructor({ clouds, cloudsFile }: ChosenTarget, { deadlines, limits }: Settings) {
    const { answerMs } = deadlines
    const { requestsPerSecond } = limits
    this.#summon = async () => {
      const { summonPerformer } = await import('../../run/performer.ts')
      return await summonPerformer({
        summons: {
          clouds,
          ...(cloudsFile !== undefined && { cloudsFile }),
          ...(answerMs !== undefined && { answerMs }),
          ...(requestsPerSecond !== undefined && { requestsPerSecond }),
        },
        entry: ENTRY,
        runner: RUNNER,
      })
    }
  }

  /** Returns at once. */
  call(): void {
    // Who needs it is told what is wrong.
    this.arrived().catch(() => undefined)
  }

  /** Resolves when it can be given an order. Throws what has kept it. */
  arrived(): Promise<Performer> {
    this.#called ??= this.#summon()
    return this.#called
  }

  /** Sends it away, unless it performs or has performed. */
  async dismiss(): Promise<void> {
    const performer = await this.#called?.catch(() => undefined)
    await performer?.dismiss()
  }
}
