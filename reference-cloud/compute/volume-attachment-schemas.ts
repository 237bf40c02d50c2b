import { boolean, type Check, closed, nullable, text, uuid } from '../checks.ts'
import { atLeast, type Version } from '../microversion.ts'

const device = nullable(text({ pattern: /(^\/dev\/x{0,1}[a-z]{0,1}d{0,1})([a-z]+)[0-9]*\n?$/ }))
const tag = text({ min: 1, max: 60, pattern: /^[^,/]*$/ })

export function attachment(version: Version): Check {
  return closed({
    volumeId: { check: uuid, required: true },
    device: { check: device },
    ...(atLeast(version, '2.49') && { tag: { check: tag } }),
    ...(atLeast(version, '2.79') && { delete_on_termination: { check: boolean } }),
  })
}

export function update(version: Version): Check {
  return closed({
    volumeId: { check: uuid, required: true },
    ...(atLeast(version, '2.85') && {
      device: { check: device },
      tag: { check: tag },
      delete_on_termination: { check: boolean },
      serverId: { check: uuid },
      id: { check: uuid },
    }),
  })
}
