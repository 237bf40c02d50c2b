import type { ReasonCode } from '../../src/judge/verdict.ts'

const ADVICE: Readonly<Partial<Record<ReasonCode, string>>> = {
  'missing-persona':
    'name a cloud entry for it (--persona reader=ENTRY, or personas in attest.yaml), or live with the gap: --accept-not-tested missing-persona',
  'missing-feature':
    'give the target what is missing, or declare it absent in attest.yaml if this cloud never offers it',
  'persona-not-restricted':
    'the cloud lets this persona do what it should be refused: check the role of its user and the policies of the service',
  'state-not-reachable':
    'the target could not be brought into the state that the promise is about: look at the arranging exchanges in the report',
  'no-scenario': 'this version of the suite has no scenario for it: a newer one may',
  blocked: 'look at the case that blocks it first',
  'over-budget':
    'raise the limit or the quota that is named above, or live with the gap: --accept-not-tested over-budget',
  'fail-fast': 'mend what failed, and run again; leave --fail-fast out to see all of it',
  'out-of-time': 'allow more with --max-time, or choose less: --microversions edges',
  interrupted: 'run again to the end; attest cleanup removes what was left over',
}

/** What to do about a reason; undefined where nothing can be advised. */
export function adviceFor(code: ReasonCode): string | undefined {
  return ADVICE[code]
}
