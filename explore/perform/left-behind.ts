import type { Observation } from './observe.ts'

/** How a history leaves one of its resources: as it was at the beginning, gone, or in another state. */
export type Left = 'as-before' | 'gone' | 'changed'

/**
 * What the last look, at which everything had come to rest, says of each server and volume, so that
 * what is as before needs no other look.
 */
export function leftBehind(seen: Observation | undefined) {
  const of = (op: 'server.show' | 'volume.show', list: string, number: number): Left => {
    const about = (seen?.calls ?? []).filter(
      ({ step }) => number === ('volume' in step ? step.volume : 'server' in step && step.server),
    )
    const shown = about.find(({ step }) => step.op === op)
    if (shown?.status === 404) return 'gone'
    const listed = about.find(({ step }) => step.op === list)
    const held = listed?.shown.volumes ?? listed?.shown.attachments
    const isIdle = shown !== undefined && shown.shown.isBusy !== true
    const isFree = IDLE.has(shown?.shown.status ?? '') && held?.length === 0
    return isIdle && isFree ? 'as-before' : 'changed'
  }
  return {
    server: (number: number) => of('server.show', 'compute.list', number),
    volume: (number: number) => of('volume.show', 'block-storage.list', number),
  }
}

const IDLE: ReadonlySet<string> = new Set(['ACTIVE', 'available'])
