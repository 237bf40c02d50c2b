import { availableParallelism, release, totalmem } from 'node:os'
import { versionFacts } from '../version/version-facts.ts'

/** Variables that may change what Attest does. Of these the name is reported, and not the value. */
const RELEVANT = /^(?:OS_|ATTEST_|NODE_|NO_COLOR$|TZ$|LANG$|LC_|CI$|.*_PROXY$)/i

/** On what Attest ran when the report was made: versions, the machine, names of variables. */
export function environmentFacts(environment: NodeJS.ProcessEnv = process.env): object {
  return {
    ...versionFacts(),
    kernel: release(),
    processors: availableParallelism(),
    memoryMiB: Math.round(totalmem() / 2 ** 20),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    variables: Object.keys(environment)
      .filter((name) => RELEVANT.test(name))
      .sort(),
  }
}
