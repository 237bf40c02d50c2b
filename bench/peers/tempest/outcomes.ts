/** The results of a stestr run, by `Class:test`, which is the form of names in Tempest's log. */
export interface Outcomes {
  readonly passed: ReadonlySet<string>
  readonly failed: ReadonlySet<string>
}

/** `{0} tempest.api.x.test_y.Class.test [1.5s] ... ok` */
const LINE = /^\{\d+\} (?:[\w.]+\.)?(?<class>\w+)\.(?<test>\w+)\S* .*\.\.\. (?<outcome>ok|FAILED)/
/** `{0} setUpClass (tempest.api.x.test_y.Class) [1.5s] ... FAILED` */
const FIXTURE = /^\{\d+\} (?<test>\w+) \((?:[\w.]+\.)?(?<class>\w+)\).*\.\.\. (?<outcome>ok|FAILED)/

/** Reads the output of `stestr run`; skipped tests are in neither set. */
export function outcomesOf(printed: string): Outcomes {
  const found = printed.split('\n').flatMap((line) => {
    const groups = (LINE.exec(line) ?? FIXTURE.exec(line))?.groups
    return groups
      ? [{ name: `${groups.class}:${groups.test}`, isPass: groups.outcome === 'ok' }]
      : []
  })
  const names = (isPass: boolean) =>
    new Set(found.filter((one) => one.isPass === isPass).map(({ name }) => name))
  return { passed: names(true), failed: names(false) }
}
