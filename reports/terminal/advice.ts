import type { ReasonCode } from '../../src/judge/verdict.ts'

/** Advice about a reason, for those that have any. */
export const ADVICE: Readonly<Partial<Record<ReasonCode, string>>> = {
  'missing-persona':
    'name a cloud entry for it (--persona reader=ENTRY, or personas in attest.yaml), or accept the gap: --accept-not-tested missing-persona',
  'missing-feature':
    'add to the target what is missing, or declare it absent in attest.yaml if this cloud never offers it',
  'persona-not-restricted':
    'the cloud allows this persona what it should refuse: check the role of its user and the policies of the service',
  'state-not-reachable':
    'the target could not be brought into the state that the promise is about: look at the set-up exchanges in the report, or accept the gap: --accept-not-tested state-not-reachable',
  'no-scenario': 'this version of the suite has no scenario for it: a newer one may',
  blocked: 'look at the case that blocks it first',
  'over-budget':
    'raise the limit or the quota that is named above, or accept the gap: --accept-not-tested over-budget',
  'fail-fast': 'correct what failed, and run again; leave --fail-fast out to see all failures',
  'out-of-time': 'allow more with --max-time, or select less: --microversions edges',
  'setup-impossible':
    'correct one of the settings that are named above; attest doctor --probe tries them without a run',
  'service-gone':
    'see why the service does not answer; attest resume continues the run, and attest cleanup removes what was left over',
  interrupted: 'run again to the end; attest cleanup removes what was left over',
}
