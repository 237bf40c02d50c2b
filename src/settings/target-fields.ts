import { z } from 'zod'
import type { Services } from '../openapi/service-description.ts'
import type { ResourceDescription, WishDescription } from '../openapi/service-settings.ts'
import { listOf, mapOf, oneOf, text, wholeNumber } from './setting-kinds.ts'

/** The fields of attest.yaml about the target, which depend on the descriptions of the services. */
type Fields = Readonly<Record<string, z.ZodType>>

/** The setting that limits a kind of resource: `max-servers` for servers. */
export function limitName({ plural }: Pick<ResourceDescription, 'plural'>): string {
  return `max-${plural}`
}

export function wishesIn(services: Services): readonly WishDescription[] {
  return [...services.values()].flatMap(({ wishes }) => wishes)
}

export function resourcesIn(services: Services): readonly ResourceDescription[] {
  return [...services.values()].flatMap(({ resources }) => resources)
}

export function wishFields(services: Services): Fields {
  return Object.fromEntries(
    wishesIn(services).map((wish) => [wish.name, wishField(wish).describe(wish.about)]),
  )
}

function wishField(wish: WishDescription): z.ZodType {
  const { name, expected = `a text for ${name}`, form, words, number } = wish
  if (number !== undefined) {
    return wholeNumber(number.from, number.to, number.unit).default(number.default)
  }
  if (words !== undefined) return oneOf(words).exactOptional()
  const forms = { list: listOf, map: mapOf, text }
  return forms[form ?? 'text'](expected).exactOptional()
}

export function absentFeatures(services: Services) {
  const declarable = [...services.values()].flatMap(({ features }) => features.declarable)
  const feature = z
    .enum(declarable, { error: `one of ${declarable.join(', ')}` })
    .describe('What the target does not have.')
  const reason = text('a sentence for the report').describe('Why; every report prints it.')
  return z
    .array(z.strictObject({ feature, reason }, { error: 'a map with feature and reason' }), {
      error: 'a list of maps with feature and reason',
    })
    .default([])
    .describe(
      "Features that the target's owner declares absent: what needs them is not applicable.",
    )
}

/** How many resources of each kind a run uses at the same time. */
export function budgetOf(services: Services) {
  const counted = resourcesIn(services).flatMap(({ plural, atATime }) =>
    atATime === undefined ? [] : [{ plural, ...atATime }],
  )
  const title = (plural: string) => plural.replace(/^./, (letter) => letter.toUpperCase())
  const fields = counted.map(({ plural, from, to, ...rest }) => [
    plural,
    wholeNumber(from, to, plural)
      .default(rest.default)
      .describe(`${title(plural)} at the same time.`),
  ])
  const shape: Record<string, z.ZodType<number>> = Object.fromEntries(fields)
  return z
    .strictObject(shape, {
      error: `a map with ${counted.map(({ plural }) => plural).join(' and ')}`,
    })
    .prefault({})
    .describe('How many resources a run may use at the same time.')
}

export function limitFields(services: Services): Fields {
  return Object.fromEntries(
    resourcesIn(services).flatMap((resource) => {
      const { plural, limit } = resource
      if (limit === undefined) return []
      const about = `The most ${plural} that a run may have at any time; cases that need more are not tested.`
      return [[limitName(resource), wholeNumber(0, limit, plural).exactOptional().describe(about)]]
    }),
  )
}
