import type { ExplorationReport, Found, ShownCut } from './exploration-report.ts'

/** How an exploration ended, in words: nothing where all of it has ended as it should. */
export function endLines({
  record: { cleanUp, leaked, unseen },
  cutShort,
}: Pick<ExplorationReport, 'record' | 'cutShort'>): readonly string[] {
  const end = cutShort === undefined ? [] : [cutLine(cutShort)]
  if (cleanUp === 'clean') return end
  const left =
    cleanUp === 'leaked' && unseen === undefined
      ? `${leaked.length} of the resources that it has created are still on the target`
      : 'What it has created may still be on the target, as its clean-up has not ended'
  const why = unseen === undefined ? '' : ` (${unseen})`
  return [...end, `${left}${why}. "attest cleanup" with the folder of this exploration removes it.`]
}

/** That an exploration ended before its time, and why, in a sentence. */
export function cutLine(cut: ShownCut): string {
  switch (cut.code) {
    case 'interrupted':
      return 'The exploration was interrupted before its end.'
    case 'killed':
      return 'The exploration was killed or has crashed: its journal stops before its end.'
    case 'lost':
      return `The exploration ended before its time: ${cut.message}.`
  }
}

/** How often the smallest history was repeated, in words. */
export function repetitionsLine({ broken, of, cutShort }: Omit<Found, 'history'>): string {
  if (cutShort === undefined) return `Repeated ${of} times, it broke the same rule ${broken} times.`
  const why = `as the exploration ${CUT_WORDS[cutShort.code]}`
  return of === 0
    ? `It was neither repeated nor made smaller further, ${why}.`
    : `Repeated ${of} times, it broke the same rule ${broken} times. It was not made smaller further, ${why}.`
}

/** For a sentence that begins with the exploration. */
export const CUT_WORDS: Readonly<Record<ShownCut['code'], string>> = {
  interrupted: 'was interrupted',
  killed: 'was killed',
  lost: 'could not go on',
}
