import fc from 'fast-check'
import type { History } from '../history/history.ts'
import type { Step } from '../history/step.ts'
import { type Op, SCENES, type Scene } from './scenes.ts'
import { type Kind, kindsOf, lookedUp, ofOp, oneIn, type Wanted } from './steps.ts'

/** The most calls of a lane that meets others. */
const LONGEST = 2
/** How much later a call is sent than others, in ms. */
const LATEST_MS = 60
/** The servers of a history: most happens at the first. */
const [FIRST, SECOND] = [0, 1]

/** The lanes of a history, without its resources. */
export type Form = Pick<History, 'lanes' | 'leads'>

/**
 * Histories in which changes of one volume meet: a first lane leads to a state, and then the others
 * begin at the same time, with one or two calls each.
 */
export function meetings(wanted: Wanted): fc.Arbitrary<Form> {
  const known = new Set(kindsOf(wanted, fc.constant(0), fc.constant(0)).map(({ op }) => op))
  const possible = SCENES.filter(({ lead, meet }) =>
    [...lead, ...meet].every((op) => known.has(op)),
  )
  return fc.constantFrom(...possible).chain((scene) => {
    const canDouble = scene.second === undefined && scene.lead.length > 0
    const scenes = canDouble ? fc.constantFrom(scene, scene, doubled(scene)) : fc.constant(scene)
    return scenes.chain((one) =>
      volumeFor(one, wanted).chain((chosen) => played(one, wanted, chosen)),
    )
  })
}

/** The same with another volume, too: what happens to one must not change the other. */
function doubled({ lead, ...scene }: Scene): Scene {
  return { ...scene, lead: [...lead, ...lead], second: 'volume' }
}

function volumeFor({ isShared }: Scene, { volumes }: Wanted): fc.Arbitrary<number> {
  const fitting = [...volumes.entries()].filter(([, { multiattach }]) => multiattach || !isShared)
  return fc.constantFrom(...fitting.map(([index]) => index), ...(fitting.length === 0 ? [0] : []))
}

/** A history of this scene, about one volume. */
function played({ lead, second, meet }: Scene, wanted: Wanted, chosen: number): fc.Arbitrary<Form> {
  const { lanes, length, servers, volumes } = wanted
  const next = (chosen + 1) % Math.max(1, volumes.length)
  const here = kindsOf(wanted, fc.constant(FIRST), fc.constant(chosen))
  const there = kindsOf(wanted, fc.constant(Math.min(SECOND, servers - 1)), fc.constant(chosen))
  const besides = kindsOf(wanted, fc.constant(FIRST), fc.constant(next))
  const ofOther = second === 'server' ? there : second === 'volume' ? besides : here
  const mostlyHere = [...here, ...here, ...here, ...there, ...besides]
  const meeting = second === undefined ? mostlyHere : [...here, ...ofOther]
  const most = lanes.most - 1
  const leading = fc.tuple(
    ...lead
      .slice(0, length - most)
      .map((op, index) => oneOf(index < Math.ceil(lead.length / 2) ? here : ofOther, [op])),
  )
  const longest = Math.min(LONGEST, Math.floor((length - lead.length) / most))
  const mostOfLane = Math.max(1, longest)
  const lane = fc
    .array(lookedUp(atOnce(oneOf(meeting, meet)), wanted), { minLength: 1, maxLength: mostOfLane })
    .map((all) => all.flat().slice(0, mostOfLane))
  const led = fc.array(lane, { minLength: 2, maxLength: most })
  return fc
    .tuple(leading, led, oneIn(3))
    .map(([first, [one = [], other = [], ...rest], isTwice]) => {
      const others = [one, isTwice ? one : other, ...rest]
      return first.length === 0 ? { lanes: others } : { lanes: [first, ...others], leads: true }
    })
}

/** Calls of some operations, which come alike often. */
function oneOf(kinds: readonly Kind[], ops: readonly Op[]): fc.Arbitrary<Step> {
  return fc.constantFrom(...ops).chain((op) => ofOp(kinds, op))
}

/** Half of the calls that meet are sent at once, the others a little later. */
function atOnce(step: fc.Arbitrary<Step>): fc.Arbitrary<Step> {
  return fc.tuple(step, oneIn(2), fc.nat({ max: LATEST_MS })).map(([one, isLater, pauseMs]) => {
    const { pauseMs: _, ...rest } = one
    return { ...rest, ...(isLater && { pauseMs }) } as Step
  })
}
