import { z } from 'zod'
import type { Services } from '../openapi/service-description.ts'
import type { ResourceDescription, WishDescription } from '../openapi/service-settings.ts'
import { text, wholeNumber } from './setting-kinds.ts'

/** The fields of attest.yaml that are about the target: they follow from what the services are. */
type Fields = Readonly<Record<string, z.ZodType>>

/** Name of the setting that limits a kind of resource: `max-servers` for servers. */
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

function wishField({ name, expected, number }: WishDescription): z.ZodType {
  if (number === undefined) return text(expected ?? `a text for ${name}`).exactOptional()
  return wholeNumber(number.from, number.to, number.unit).default(number.default)
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
    .describe("Features that the target's owner declares absent: what needs them does not apply.")
}

/** How many of each kind of resource a run uses at a time. */
export function budgetOf(services: Services) {
  const counted = resourcesIn(services).flatMap(({ plural, atATime }) =>
    atATime === undefined ? [] : [{ plural, ...atATime }],
  )
  const title = (plural: string) => plural.replace(/^./, (letter) => letter.toUpperCase())
  const fields = counted.map(({ plural, from, to, ...rest }) => [
    plural,
    wholeNumber(from, to, plural)
      .default(rest.default)
      .describe(`${title(plural)} at a time.`),
  ])
  const shape: Record<string, z.ZodType<number>> = Object.fromEntries(fields)
  return z
    .strictObject(shape, {
      error: `a map with ${counted.map(({ plural }) => plural).join(' and ')}`,
    })
    .prefault({})
    .describe('How much of the target a run may use at a time.')
}

export function limitFields(services: Services): Fields {
  return Object.fromEntries(
    resourcesIn(services).flatMap((resource) => {
      const { plural, limit } = resource
      if (limit === undefined) return []
      const about = `There are never more ${plural} of a run than these, whatever is not tested then.`
      return [[limitName(resource), wholeNumber(0, limit, plural).exactOptional().describe(about)]]
    }),
  )
}
