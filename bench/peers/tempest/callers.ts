import type { Passage } from '../passage.ts'
import type { Outcomes } from './outcomes.ts'

/** `[req-1 req-1 ] Request (Class:test): 200 GET http://…` */
const REQUEST = /\[(?<ids>req-[^\]]*)\] Request \((?<caller>\w+:\w+)\)/

/** The test, or fixture of a class, that has sent each request, by request id. */
export function callersIn(log: string): ReadonlyMap<string, string> {
  return new Map(
    log.split('\n').flatMap((line) => {
      const { ids = '', caller } = REQUEST.exec(line)?.groups ?? {}
      if (caller === undefined) return []
      return (ids.match(/req-[\w-]+/g) ?? []).map((id) => [id, caller] as const)
    }),
  )
}

/** The test or fixture that has sent the request of a passage. */
export function callerOf(
  { requestIds }: Passage,
  callers: ReadonlyMap<string, string>,
): string | undefined {
  const id = requestIds.find((one) => callers.has(one))
  return id === undefined ? undefined : callers.get(id)
}

/**
 * The passed tests to which a caller belongs: a test belongs to itself; a fixture or clean-up belongs
 * to all tests of its class, as the log does not say to which.
 */
export function passedTestsOf(caller: string | undefined, { passed, failed }: Outcomes): string[] {
  if (caller === undefined || failed.has(caller)) return []
  if (passed.has(caller)) return [caller]
  const [className, method = ''] = caller.split(':')
  if (method.startsWith('test_')) return []
  return [...passed].filter((test) => test.startsWith(`${className}:`))
}
