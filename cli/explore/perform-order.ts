import { attempts } from '../../explore/attempts.ts'
import { type Explored, explore, repeatGiven } from '../../explore/explore.ts'
import { wantedOn } from '../../explore/generate/wanted-on.ts'
import { lengthOf } from '../../explore/history/history.ts'
import { RestTimes } from '../../explore/perform/come-to-rest.ts'
import type { RunContext } from '../../fixtures/core/case/run-context.ts'
import type { ExploreFlags } from './explore-target.ts'
import type { Order } from './order.ts'
import type { SpokenProgress } from './spoken-progress.ts'

/** Explores as long as it may, and says how far it is. */
export function exploring(
  context: RunContext,
  { histories: most, ...flags }: ExploreFlags,
  seed: number,
  progress: SpokenProgress,
): Promise<Explored> {
  progress.tell(`seed ${seed}; --seed ${seed} begins with the same histories`)
  progress.goOn('history 1')
  const began = performance.now()
  let smallerSince = began
  return explore(context, {
    wanted: wantedOn(context.target, flags),
    seed,
    timeMs: flags.time,
    isStrict: flags.strict === true,
    ...(most !== undefined && { most }),
    onTried({ verdict }, count) {
      progress.goOn(`history ${count + 1}`)
      if (verdict.code === 'broken') {
        const name = `history ${count} (seed ${seed + count - 1})`
        progress.tell(`${name} breaks ${verdict.rule}; trying it again, and making it smaller`)
        progress.goOn('trying it again')
        return
      }
      if (verdict.code === 'undecided')
        progress.tell(`history ${count} is undecided: ${verdict.message}`)
      progress.tellSometimes(() => {
        const passedMs = performance.now() - began
        const restMs = most === undefined ? flags.time : (passedMs / count) * (most - count)
        const left = Math.max(0, Math.round(Math.min(flags.time - passedMs, restMs) / 1000))
        const all = most === undefined ? '' : ` of ${most}`
        return `exploring: ${count}${all} histories, none broken · about ${left} s left`
      })
    },
    onSmaller({ history, verdict }, count, atMost) {
      progress.goOn(`try ${count + 1} of at most ${atMost}`)
      if (count === 1) smallerSince = performance.now()
      progress.tellSometimes(() => {
        const was = verdict.code === 'broken' ? 'breaks a rule' : 'breaks none'
        const perTryMs = (performance.now() - smallerSince) / (count - 1)
        const left = Math.round(((atMost - count) * perTryMs) / 1000)
        // The first one has no time of its own: nobody knows when it was begun.
        const time = count === 1 ? '' : ` · at most about ${left} s left`
        return `again or smaller: try ${count} of at most ${atMost}, ${lengthOf(history)} calls, ${was}${time}`
      })
    },
  })
}

/** Repeats a history from a file, and says how each repetition has ended. */
export function repeating(
  context: RunContext,
  { history, times, strict = false }: Extract<Order, { readonly kind: 'given' }>,
  progress: SpokenProgress,
): Promise<Explored> {
  const rest = new RestTimes()
  progress.goOn(`repetition 1 of ${times}`)
  return repeatGiven(history, times, attempts(context, strict, rest), ({ verdict }, count) => {
    // What has been waited for in vain once is not waited for as long again.
    rest.isAgain ||= verdict.code === 'broken'
    const was = verdict.code === 'broken' ? `breaks ${verdict.rule}` : verdict.code
    progress.tell(`repetition ${count} of ${times}: ${was}`)
    progress.goOn(count < times ? `repetition ${count + 1} of ${times}` : 'cleaning up')
  })
}
