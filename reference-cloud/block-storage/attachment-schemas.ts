import { type Check, closed, nullable, oneOf, open, uuid } from '../checks.ts'
import { atLeast, type Version } from '../microversion.ts'

export function creation(version: Version): Check {
  return closed({
    volume_uuid: { check: uuid, required: true },
    instance_uuid: { check: uuid },
    connector: { check: nullable(open()) },
    ...(atLeast(version, '3.54') && { mode: { check: oneOf('rw', 'ro') } }),
  })
}

export const update: Check = closed({ connector: { check: open(1), required: true } })
