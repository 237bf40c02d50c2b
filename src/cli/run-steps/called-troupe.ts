import type { Settings } from '../../settings/settings.ts'
import type { ChosenTarget } from './0-choose-target.ts'
import type { Troupe } from './3-perform.ts'

/**
 * Those who perform a run take their time to make ready. They are called when the cloud has let
 * everybody in, and make ready while it is asked what it has; who cannot begin a run does without.
 */
export class CalledTroupe {
  readonly #summon: () => Promise<Troupe>
  #called: Promise<Troupe> | undefined

  constructor(chosen: ChosenTarget, settings: Settings) {
    this.#summon = async () => {
      const { summonTroupe } = await import('./3-perform.ts')
      return await summonTroupe(chosen, settings)
    }
  }

  /** Returns at once. */
  call(): void {
    this.#called ??= this.#summon()
    // Who needs them is told what is wrong.
    this.#called.catch(() => undefined)
  }

  /** Resolves when they can be given an order. Throws what has kept them. */
  arrived(): Promise<Troupe> {
    this.#called ??= this.#summon()
    return this.#called
  }

  /** Sends them away, unless they perform or have performed. */
  async dismiss(): Promise<void> {
    const troupe = await this.#called?.catch(() => undefined)
    await troupe?.performer.dismiss()
  }
}
