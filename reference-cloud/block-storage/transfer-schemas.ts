import {
  anyOf,
  boolean,
  type Check,
  closed,
  integer,
  nullable,
  oneOf,
  text,
  uuid,
} from '../checks.ts'
import { atLeast, type Version } from '../microversion.ts'

/** Block Storage reads a few more words as yes or no than Compute does. */
const yesOrNo = anyOf(boolean, oneOf('y', 't', 'n', 'f'))

const MAX_NAME = 255

/** The length is that without the blanks around it. */
const name: Check = (value, path) =>
  text({ min: 1, max: MAX_NAME })(typeof value === 'string' ? value.trim() : value, path)

export function creation(version: Version): Check {
  return closed({
    volume_id: { check: uuid, required: true },
    name: { check: nullable(name) },
    ...(atLeast(version, '3.55') && { no_snapshots: { check: yesOrNo } }),
  })
}

export const acceptance: Check = closed({
  auth_key: { check: anyOf(text(), integer), required: true },
})
