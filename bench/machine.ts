import { availableParallelism, cpus, totalmem } from 'node:os'

/** The properties of the machine that influence the figures; none of them identifies it. */
export interface Machine {
  readonly processors: number
  readonly model: string
  readonly memoryGiB: number
  readonly node: string
  readonly platform: string
}

export function thisMachine(): Machine {
  return {
    processors: availableParallelism(),
    model: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  }
}
