import { z } from 'zod'
import type { ReasonCode } from '../judge/verdict.ts'
import { packagedServices } from '../openapi/load-services.ts'
import { isMicroversion, microversion } from '../openapi/microversion.ts'
import type { Services } from '../openapi/service-description.ts'
import { oneOf, text, wholeNumber } from './setting-kinds.ts'
import { absentFeatures, budgetOf, limitFields, wishFields } from './target-fields.ts'
import { waivers } from './waiver-schema.ts'

/** The reasons of `not-tested` that a user may accept as known gaps. */
export const NOT_TESTED_REASONS = [
  'missing-persona',
  'missing-feature',
  'persona-not-restricted',
  'state-not-reachable',
  'no-scenario',
  'over-budget',
  'out-of-time',
  'interrupted',
] as const satisfies readonly ReasonCode[]

export const SELECTION_WORDS = ['changes', 'edges', 'all'] as const

// Every `error` below is the end of a sentence that begins with "expected".

const UNIT_MS = new Map([
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
])

/** A time such as `90s`, in ms. */
export function inMs(time: string): number {
  return Number(time.slice(0, -1)) * (UNIT_MS.get(time.slice(-1)) ?? 0)
}

const RATE = 'a number of requests from 0.1 to 1000'
/** A timer of Node can wait for almost 600 hours at most. */
const LONGEST_MS = 500 * 3_600_000
const DURATION = 'a time such as 90s, 30m or 2h, up to 500h'

const entry = 'the name of an entry of clouds.yaml'
const microversionText = z
  .string({ error: 'a microversion in quotes such as "2.60"' })
  .refine(isMicroversion, { error: 'a microversion such as "2.60"' })
  .meta({ pattern: '^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$' })
  .transform(microversion)

const personas = z
  .strictObject(
    {
      reader: text(entry)
        .exactOptional()
        .describe('Same project as the member, with a read-only role.'),
      guest: text(entry)
        .exactOptional()
        .describe('Same project as the member, with a role that grants nothing.'),
      stranger: text(entry).exactOptional().describe('A member of another project.'),
      admin: text(entry).exactOptional().describe('An administrator.'),
    },
    { error: 'a map of personas to entries of clouds.yaml' },
  )
  .default({})
  .describe(
    'Entries of clouds.yaml for the other personas. What needs a persona that is not given is not tested.',
  )

const deadlines = z
  .strictObject(
    {
      boot: wholeNumber(1, 86_400, 'seconds')
        .default(600)
        .describe('Seconds until a new server must be active.'),
      transition: wholeNumber(1, 86_400, 'seconds')
        .default(180)
        .describe('Seconds until any other change of state must be complete.'),
      answer: wholeNumber(1, 3600, 'seconds')
        .exactOptional()
        .describe(
          'Seconds until a request must be answered; 60 if left out, and 12 before a run begins.',
        ),
      'clean-up': wholeNumber(1, 86_400, 'seconds')
        .default(600)
        .describe('Seconds for cleaning up after all cases together, before it is given up.'),
    },
    { error: 'a map with boot, transition, answer and clean-up' },
  )
  .prefault({})
  .describe('How long the target may take.')

const versionList = z
  .array(microversionText)
  .min(1, { error: 'at least one microversion such as "2.60"' })

const selection = z
  .union([z.enum(SELECTION_WORDS), versionList], {
    error: `${SELECTION_WORDS.join(', ')} or a list of microversions`,
  })
  .default('changes')
  .describe(
    'Which microversions of each requirement to run: changes (first, last, both sides of every change), edges (first and last), all, or a list of microversions in quotes.',
  )

let schema: ReturnType<typeof schemaFor> | undefined

/** The form of attest.yaml. What it may say about a target depends on the services. */
export function settingsSchema() {
  schema ??= schemaFor(packagedServices())
  return schema
}

function schemaFor(services: Services) {
  return z
    .strictObject(
      {
        cloud: text(entry)
          .exactOptional()
          .describe('Entry of clouds.yaml of the member: the target, and who uses it.'),
        personas,
        document: z
          .array(text('the id of an API document, such as <service>/<name>'), {
            error: 'a list of ids of API documents',
          })
          .min(1, { error: 'at least one id of an API document' })
          .exactOptional()
          .describe(
            'API documents to test in place of the default ones: <service>/<name>, or <name> where that is unique.',
          ),
        ...wishFields(services),
        absent: absentFeatures(services),
        budget: budgetOf(services),
        ...limitFields(services),
        'max-requests-per-second': z
          .number({ error: RATE })
          .min(0.1, { error: RATE })
          .max(1000, { error: RATE })
          .exactOptional()
          .describe('The most requests per second, of all personas together.'),
        'max-time': z
          .string({ error: DURATION })
          .regex(/^[1-9]\d{0,6}[smh]$/, { error: DURATION })
          .refine((time) => inMs(time) <= LONGEST_MS, { error: DURATION })
          .exactOptional()
          .describe(
            'After this time all cases are stopped; what is left is reported as not tested, and cleaned up.',
          ),
        deadlines,
        microversions: selection,
        'accept-not-tested': z
          .array(oneOf(NOT_TESTED_REASONS), { error: 'a list of reason codes of not-tested' })
          .default([])
          .describe(
            'Reasons of not-tested that a conformant run may have; every report names them.',
          ),
        waivers,
        strict: z
          .boolean({ error: 'true or false' })
          .default(false)
          .describe('Failed recommendations (SHOULD) fail the run too.'),
        out: text('the path of a folder')
          .default('reports/runs')
          .describe('Folder of the runs, relative to the working directory.'),
      },
      { error: 'a map of settings' },
    )
    .describe('What Attest tests, and how')
}

export type SettingsDocument = z.output<ReturnType<typeof schemaFor>>
