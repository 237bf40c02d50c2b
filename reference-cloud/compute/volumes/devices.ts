import { conflict } from '../../faults.ts'
import type { Server } from '../server.ts'

const DEVICE = /^\/dev\/x?[a-z]?d?([a-z]+)[0-9]*$/
const PREFIX = '/dev/sd'

function letterOf(device: string): string | undefined {
  return DEVICE.exec(device)?.[1]
}

/** a, b, … z, aa, ab, … */
function* letters(): Generator<string> {
  const alphabet = [...'abcdefghijklmnopqrstuvwxyz']
  yield* alphabet
  for (const first of alphabet) for (const second of alphabet) yield first + second
}

function used(server: Server): Set<string> {
  const names = server.mappings.map(({ device }) =>
    device === null ? undefined : letterOf(device),
  )
  return new Set(names.filter((name) => name !== undefined))
}

/** The next free name, or the one asked for with the host's own prefix. @throws Fault 409 */
export function chooseDevice(server: Server, wanted: string | null): string {
  const taken = used(server)
  const letter = wanted === null ? undefined : letterOf(wanted)
  if (letter !== undefined) {
    if (taken.has(letter)) throw conflict(`The supplied device path (${wanted}) is in use.`)
    return PREFIX + letter
  }
  for (const free of letters()) if (!taken.has(free)) return PREFIX + free
  throw conflict('The server has no free device name.')
}
