import { z } from 'zod'
import { CLEAN_UP_VERDICTS } from '../../src/judge/clean-up-verdict.ts'
import { CASE_VERDICTS } from '../../src/judge/verdict.ts'
import { PERSONAS } from '../../src/openapi/contract.ts'
import { TRANSPORT_PROBLEMS } from '../../src/openstack/http/insecure-origins.ts'
import { CERTIFICATE_CHECKS } from '../../src/openstack/http/peer-certificate.ts'
import { FINDING_RULES } from '../findings/cause.ts'

const count = z.int().nonnegative()
const milliseconds = z.number().nonnegative()
const verdict = z.enum(CASE_VERDICTS)
const digest = z.string().describe('sha256:<hex>')
const microversion = z.string().regex(/^(0|[1-9]\d*)\.(0|[1-9]\d*)$/)
const service = z.strictObject({
  title: z.string(),
  endpoint: z.string(),
  region: z.string().nullable().describe('The region in the catalog; null when it has none'),
  microversions: z
    .strictObject({ min: microversion, max: microversion })
    .nullable()
    .describe('What the target offers; null for a service without microversions'),
  note: z
    .string()
    .exactOptional()
    .describe('How it was found out, where the service shows no version document'),
})
const level = z
  .enum(['MUST', 'SHOULD'])
  .describe('Only MUST is part of the verdict, unless the run is strict')
const caseId = z.string().describe('<requirement>@<microversion>')

const resultsCase = z.strictObject({
  id: caseId,
  requirement: z.string(),
  level,
  operation: z.string(),
  status: z.int().describe('The documented status code that the requirement is about'),
  microversion: microversion
    .nullable()
    .describe('null when it has none in common with the target, or the service has none'),
  persona: z.enum(PERSONAS),
  verdict,
  reason: z
    .strictObject({ code: z.string(), message: z.string() })
    .nullable()
    .describe('Why the case was not passed'),
  durationMs: milliseconds,
  requests: count,
  violations: count.describe(
    'Differences from the contract in its exchanges, in all of its attempts',
  ),
})

const unfinishedAttempt = z.strictObject({
  case: caseId,
  attempt: z.int().positive(),
  startedAt: z.iso.datetime().nullable(),
  requests: count,
  violations: count,
  broken: z.string().nullable().describe('The first answer in it that breaks the contract'),
})

const outsideViolation = z.strictObject({
  exchange: z.string(),
  at: z.iso.datetime(),
  phase: z.enum(['discover', 'arrange', 'act', 'clean-up']),
  group: z.string().nullable().describe('The purpose of the exchange, if several cases share it'),
  operation: z.string().nullable(),
  message: z.string(),
  waived: z
    .boolean()
    .describe('The same operation also breaks the contract in cases, and these are waived'),
})

const resultsRequirement = z.strictObject({
  id: z.string(),
  level,
  operation: z.string(),
  status: z.int(),
  verdict: verdict.describe(
    'The worst of its cases: failed, error, not-tested, waived, passed, not-applicable',
  ),
  cases: z.array(caseId),
})

const waiver = z.strictObject({
  requirement: z.string().describe('Id of a requirement, or a glob'),
  microversions: z
    .strictObject({ min: microversion.nullable(), max: microversion.nullable() })
    .describe('null: no limit on this side'),
  reason: z.string(),
  owner: z.string(),
  issue: z.string().nullable(),
  expires: z.iso.date().describe('The last day on which it applies, in UTC'),
  cases: z.array(caseId).describe('The cases that it has excused'),
  unused: z.boolean().describe('None of its cases failed: it keeps the run from being conformant'),
})

const seenOrigin = z.strictObject({
  origin: z.string().describe('For example https://cloud.example:8774'),
  certificate: z
    .strictObject({
      subject: z.string(),
      issuer: z.string(),
      publicKey: digest.describe('sha256:<hex> of the public key (SPKI)'),
      notAfter: z.iso.datetime(),
      check: z
        .enum(CERTIFICATE_CHECKS)
        .describe('system: checked against the authorities known to Node; none: not checked'),
    })
    .nullable()
    .describe('The TLS certificate that was shown; null: plain HTTP'),
})

const finding = z.strictObject({
  id: z.string().describe('F1 is the one with the most weight'),
  key: z.string().describe('The same for the same cause in each run'),
  kind: z
    .enum(['broken', 'recommendation', 'error'])
    .describe('broken decides on the verdict; an error follows from no broken promise'),
  title: z.string().describe('The cause in a line, without ids, times and versions'),
  operation: z
    .string()
    .describe(
      'The operation whose answer is wrong, or the service where all of them share the fault',
    ),
  place: z
    .string()
    .describe(
      'JSON pointer with * for the items of lists, header <name>, status, body, state, or empty',
    ),
  rule: z.enum(FINDING_RULES),
  found: z.string(),
  alsoAt: z.array(z.string()).describe('Other places that are wrong in the very same answers'),
  promise: z
    .string()
    .nullable()
    .describe('The promise about this place, or the first that is broken'),
  level: level.nullable(),
  exchange: z.string().nullable().describe('One that shows it'),
  microversions: z
    .strictObject({
      wrong: z.array(z.strictObject({ first: microversion, last: microversion })),
      tested: count,
      rightBefore: z.boolean(),
      rightAfter: z.boolean(),
    })
    .describe('Where that promise is broken, of the microversions at which it was tested'),
  promises: count.describe('How many promises are broken by it'),
  cases: z
    .array(caseId)
    .describe('Failed cases, or errors, that are counted here and nowhere else'),
  seenToo: z.array(caseId).describe('Failed cases that are counted elsewhere and have seen it too'),
  follows: z.array(caseId).describe('Errors and untested cases because of it'),
  outside: z.array(z.string()).describe('Exchanges outside of all cases in which it was seen'),
})

/** `results.json`: the results of a run, for programs. */
export const resultsSchema = z
  .strictObject({
    run: z.string(),
    startedAt: z.iso.datetime(),
    interrupted: z.boolean(),
    unfinishedAttempts: z
      .array(unfinishedAttempt)
      .describe(
        'Attempts at cases that were interrupted; violations that they saw count all the same',
      ),
    outsideViolations: z
      .array(outsideViolation)
      .describe(
        'Answers that break the contract and belong to no case; those that are not waived count for the verdict',
      ),
    suite: z.strictObject({
      version: z.string(),
      specs: z.array(z.strictObject({ document: z.string(), digest })),
    }),
    target: z.strictObject({
      name: z.string(),
      authUrl: z.string(),
      services: z
        .record(z.string(), service)
        .describe('The services that were tested or used, by id, in their order'),
      project: z
        .string()
        .nullable()
        .describe('Id of the project of the member; null when no case could begin'),
    }),
    transport: z.strictObject({
      origins: z
        .array(seenOrigin)
        .describe(
          'Origins of the connections; an origin that has shown several certificates is listed once for each',
        ),
      insecure: z
        .array(z.strictObject({ origin: z.string(), problem: z.enum(TRANSPORT_PROBLEMS) }))
        .describe('Where others may have read and changed requests and answers'),
    }),
    resumptions: count.describe('How often the run was interrupted and resumed'),
    shard: z
      .strictObject({ index: count, of: count, plan: digest })
      .nullable()
      .describe('Which part of a plan this run was; null for a whole plan'),
    verdict: z.enum(['conformant', 'non-conformant', 'inconclusive']),
    scope: z
      .strictObject({ promises: count, of: count })
      .describe('How many promises the run is about, of how many that its documents make'),
    findings: z
      .array(finding)
      .describe('What went wrong, grouped by its cause: each failed case and each error is in one'),
    accepted: z
      .array(z.string())
      .describe('Reason codes of not-tested that the caller accepts as known gaps'),
    strict: z.boolean().describe('Failed recommendations (SHOULD) fail the run too'),
    waivers: z.array(waiver).describe('Known failures, and who is responsible for them'),
    counts: z
      .strictObject({
        cases: count,
        passed: count,
        failed: count,
        error: count,
        notTested: count,
        notApplicable: count,
        waived: count,
      })
      .describe('The verdicts add up to the number of planned cases'),
    cases: z.array(resultsCase),
    requirements: z.array(resultsRequirement),
    resources: z.strictObject({
      created: z
        .record(z.string(), count)
        .describe('By kind of resource; only kinds of which at least one was created'),
      cleanUp: z
        .enum(CLEAN_UP_VERDICTS)
        .describe(
          'A run is conformant only when the target was checked for leftovers and none was found',
        ),
      unseen: z
        .string()
        .nullable()
        .describe('Why it is unknown whether anything else was left; null when it is known'),
      leaked: z.array(
        z.strictObject({
          kind: z.string(),
          id: z.string().nullable().describe('null when the target never returned it'),
          name: z.string(),
        }),
      ),
    }),
    disturbances: z
      .strictObject({
        transport: count,
        unavailable: count,
        rateLimited: count,
        tokenLost: count,
        repeated: count,
      })
      .describe('Requests that were disturbed on the way, and those that were sent again'),
    timing: z.strictObject({
      wallMs: milliseconds,
      requests: count,
      waitMs: milliseconds,
      firstRequestAt: z.iso.datetime().nullable(),
      lastRequestAt: z.iso.datetime().nullable(),
    }),
  })
  .describe('The results of one run of Attest')

export type Results = z.output<typeof resultsSchema>

/** The schema of `results.json` as a JSON Schema document, the text of `results.schema.json`. */
export function resultsJsonSchema(): string {
  const { $schema, ...rest } = z.toJSONSchema(resultsSchema)
  return `${JSON.stringify({ $schema, title: 'Attest results', ...rest }, undefined, 2)}\n`
}
