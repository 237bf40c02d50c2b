import { z } from 'zod'

/** A kind of resources that runs create, and limits for their number. */
export interface ResourceDescription {
  readonly kind: string
  readonly plural: string
  /** The setting for how many a run uses at a time; absent when there is no such setting. */
  readonly atATime?: { readonly default: number; readonly from: number; readonly to: number }
  /** The largest limit that a user may set; absent when there is no such setting. */
  readonly limit?: number
  /** The cost of creating one, for estimates. */
  readonly cost: { readonly requests: number; readonly seconds: number }
}

/** A setting about a target: a key of attest.yaml, and an option of the command line. */
export interface WishDescription {
  readonly name: string
  /** What is expected: of a text "the name or id of an image", of a list or a map "a list of names". */
  readonly expected?: string
  /** A text, unless it is said here: one of `words`, a list of texts, or a map of them. */
  readonly form?: 'list' | 'map'
  readonly words?: readonly [string, ...string[]]
  readonly number?: {
    readonly unit: string
    readonly from: number
    readonly to: number
    readonly default: number
  }
  /** Parts of what a target says when it refuses a creation, and this setting may help. */
  readonly helps: readonly string[]
  /** The description of the setting in the schema of attest.yaml. */
  readonly about: string
  /** The help of the command line's option; absent when there is no option. */
  readonly option?: string
}

const word = z.string().regex(/^[a-z][a-z0-9-]*$/, 'expected small letters, digits and hyphens')
const count = z.int().min(0)

/** `resources` of `service.yaml`, by the name of the kind. */
export const resourceEntries = z
  .record(
    word,
    z.strictObject({
      plural: word,
      'at-a-time': z.strictObject({ default: count, from: count, to: count }).optional(),
      limit: count.optional(),
      cost: z
        .strictObject({ requests: count, seconds: count })
        .default({ requests: 0, seconds: 0 }),
    }),
  )
  .default({})
  .transform((entries): ResourceDescription[] =>
    Object.entries(entries).map(([kind, { plural, limit, cost, 'at-a-time': atATime }]) => ({
      kind,
      plural,
      cost,
      ...(atATime !== undefined && { atATime }),
      ...(limit !== undefined && { limit }),
    })),
  )

const sentence = z.string().min(1)

const common = {
  about: sentence,
  option: sentence.optional(),
  helps: z.array(z.string().min(3).toLowerCase()).default([]),
}

/** `wishes` of `service.yaml`, by the key of attest.yaml. */
export const wishEntries = z
  .record(
    word,
    z.union(
      [
        z.strictObject({
          expected: sentence,
          form: z.enum(['list', 'map']).exactOptional(),
          ...common,
        }),
        z.strictObject({ words: z.tuple([word], word), ...common }),
        z.strictObject({
          number: z.strictObject({ unit: sentence, from: z.int(), to: z.int(), default: z.int() }),
          ...common,
        }),
      ],
      {
        error:
          'expected { expected, form, about, option }, or words or number in place of expected',
      },
    ),
  )
  .default({})
  .transform((entries): WishDescription[] =>
    Object.entries(entries).map(([name, { option, ...wish }]) => ({
      name,
      ...wish,
      ...(option !== undefined && { option }),
    })),
  )
