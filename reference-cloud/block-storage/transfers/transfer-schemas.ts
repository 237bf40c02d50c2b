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
} from '../../checks.ts'
import { internal } from '../../faults.ts'
import { atLeast, type Version } from '../../microversion.ts'

/** Block Storage reads a few more words as yes or no than Compute does. */
const yesOrNo = anyOf(boolean, oneOf('y', 't', 'n', 'f'))

const MAX_NAME = 255

/**
 * The length is counted without the blanks around it. Upstream answers 500 to most values that
 * are no text.
 */
const name: Check = (value, path) => {
  if (typeof value === 'string') return text({ min: 1, max: MAX_NAME })(value.trim(), path)
  if (!isEmpty(value)) throw internal()
  return text()(value, path)
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null
    ? Object.keys(value).length === 0
    : value === 0 || value === false
}

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
