import { NotAsRecorded } from '../../fixtures/core/replay/recollection.ts'
import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'
import { inWords } from '../history/words.ts'

interface Placed {
  readonly lane: number
  readonly place: number
  /** In words. */
  readonly call: string
}

/**
 * Follows the lanes of a history: their calls come one after the other, and only those are left out
 * that could not be sent.
 */
export class LaneOrder {
  readonly #lanes: readonly (readonly Step[])[]
  readonly #leads: boolean
  readonly #cannotBeSent: (step: Step) => boolean
  /** For each lane, the place after its last call, and the first place that cannot be left out. */
  readonly #places: { next: number; must: number; isOpen: boolean }[]

  /** `cannotBeSent`: whether a step is left out, by what is known at the moment. */
  constructor(
    { lanes, leads }: Pick<History, 'lanes' | 'leads'>,
    cannotBeSent: (step: Step) => boolean,
  ) {
    this.#lanes = lanes
    this.#leads = leads === true
    this.#cannotBeSent = cannotBeSent
    this.#places = lanes.map((_, lane) => ({
      next: 0,
      must: this.#mustFrom(lane, 0),
      isOpen: false,
    }))
  }

  /** The step of a call that is sent. Throws NotAsRecorded where it is not its turn. */
  begin({ lane, place, call }: Placed): Step {
    const at = this.#places[lane]
    const step = this.#lanes[lane]?.[place]
    if (at === undefined || step === undefined || inWords(step) !== call) {
      throw new NotAsRecorded(`"${call}" is no call of the history`)
    }
    if (lane > 0 && this.#leads && !this.#isLed()) {
      throw new NotAsRecorded(`the first lane had not ended before "${call}"`)
    }
    if (at.isOpen || place < at.next || place > at.must) {
      throw new NotAsRecorded(`it was not the turn of "${call}"`)
    }
    at.isOpen = true
    return step
  }

  /** The call was answered, and what it shows is known. */
  end({ lane, place }: Placed): void {
    this.#places[lane] = {
      next: place + 1,
      must: this.#mustFrom(lane, place + 1),
      isOpen: false,
    }
  }

  /** Throws NotAsRecorded where a call was left out at the end of a lane. */
  close(): void {
    for (const [lane, { must }] of this.#places.entries()) {
      const left = this.#lanes[lane]?.[must]
      if (left !== undefined) throw new NotAsRecorded(`"${inWords(left)}" was never sent`)
    }
  }

  /** Whether nothing of the first lane is left that could be sent. */
  #isLed(): boolean {
    const [first] = this.#places
    return first?.isOpen === false && first.must === this.#lanes[0]?.length
  }

  #mustFrom(lane: number, from: number): number {
    const steps = this.#lanes[lane] ?? []
    const found = steps.findIndex((step, place) => place >= from && !this.#cannotBeSent(step))
    return found < 0 ? steps.length : found
  }
}
