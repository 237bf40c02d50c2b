import { setFlagsFromString } from 'node:v8'

/**
 * Bytes of bytecode that a function has to have run before V8 optimizes it: four times the default of
 * Node 20. At two microversions a run is over when most of what is optimized has not earned it yet:
 * it took 12.6 s of processor time, and takes 9.7 s with this. A longer run is as long as before.
 */
const BUDGET = 528_000

/** Later ones may have no such flag, and would say so on the user's screen. */
const LAST_KNOWN_NODE = 24

/** Has V8 optimize only what is long in use, in all threads that will be started. */
export function spareCompiler(): void {
  if (Number.parseInt(process.versions.node, 10) > LAST_KNOWN_NODE) return
  setFlagsFromString(`--interrupt-budget=${BUDGET}`)
}
