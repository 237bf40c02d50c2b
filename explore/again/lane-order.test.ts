import { describe, expect, it } from 'vitest'
import type { Step } from '../history/step.ts'
import { inWords } from '../history/words.ts'
import { LaneOrder } from './lane-order.ts'

const show: Step = { op: 'volume.show', volume: 0, microversion: '3.27' }
const remove: Step = {
  ...{ op: 'block-storage.delete', volume: 0, microversion: '3.27', attachment: 0 },
}
const placed = (lane: number, place: number, step: Step) => ({ lane, place, call: inWords(step) })
const known = () => false
const unknown = ({ op }: Step) => op === 'block-storage.delete'

describe('the order of a lane', () => {
  it('is that of its steps, each after the answer to the one before', () => {
    const order = new LaneOrder({ lanes: [[show, remove]] }, known)
    order.begin(placed(0, 0, show))

    expect(() => order.begin(placed(0, 1, remove))).toThrow('turn')
    order.end(placed(0, 0, show))
    expect(() => order.close()).toThrow('was never sent')
    order.begin(placed(0, 1, remove))
    order.end(placed(0, 1, remove))
    order.close()
  })

  it('leaves out only what could not be sent', () => {
    const steps = { lanes: [[remove, show]] }

    expect(() => new LaneOrder(steps, known).begin(placed(0, 1, show))).toThrow('turn')
    const order = new LaneOrder(steps, unknown)
    order.begin(placed(0, 1, show))
    order.end(placed(0, 1, show))
    order.close()
  })

  it('has no calls that the history lacks', () => {
    const order = new LaneOrder({ lanes: [[show]] }, known)

    expect(() => order.begin(placed(0, 0, remove))).toThrow('no call of the history')
    expect(() => order.begin(placed(1, 0, show))).toThrow('no call of the history')
  })

  it('lets a lane that leads end before the others begin', () => {
    const order = new LaneOrder({ lanes: [[show], [show]], leads: true }, known)

    expect(() => order.begin(placed(1, 0, show))).toThrow('the first lane had not ended')
    order.begin(placed(0, 0, show))
    order.end(placed(0, 0, show))
    order.begin(placed(1, 0, show))
  })
})
