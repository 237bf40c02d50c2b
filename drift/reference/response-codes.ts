import type { Microversion } from '../../src/openapi/microversion.ts'
import { isMicroversion } from '../../src/openapi/microversion.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import type { Block, Line } from './rst-blocks.ts'

/** A status that a reference lists, with the microversions that it names for it. */
export interface ListedStatus {
  readonly status: number
  readonly min?: Microversion
  readonly max?: Microversion
  readonly line: number
}

const HEAD = /(?:normal|error) response codes?:/gi
const LINE = new RegExp(`^${HEAD.source}`, 'i')
/** `404`, `itemNotFound(404)`, `200 (microversions 2.0 - 2.100)`. */
const ENTRY = /^(?:[A-Za-z]+ ?\()?(\d{3})\)?(?:\s*\(([^)]*)\))?\.?$/
const FROM_TO = /^microversions? (\d+\.\d+)?\s*(-)?\s*(\d+\.\d+)?\s*$/

/** The statuses of a paragraph such as `Normal response codes: 200`; undefined when it is none of these. */
export function statusesOfText(block: Block, file: string): readonly ListedStatus[] | undefined {
  if (block.kind !== 'text') return undefined
  const text = block.lines.map((line) => line.text.trim()).join(' ')
  if (!LINE.test(text)) return undefined
  // A list may follow the other one in its paragraph.
  return text
    .replaceAll(HEAD, ',')
    .split(/,(?![^(]*\))/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry !== 'None')
    .map((entry) => listedStatus(entry, file, block.line))
}

function listedStatus(entry: string, file: string, line: number): ListedStatus {
  const [, status, versions] = ENTRY.exec(entry) ?? []
  if (status === undefined) {
    throw new UpstreamError(file, line, `${JSON.stringify(entry)} is no response code`)
  }
  if (versions === undefined) return { status: Number(status), line }
  const [whole, min, dash, max] = FROM_TO.exec(versions.trim()) ?? []
  if (whole === undefined) {
    throw new UpstreamError(file, line, `${JSON.stringify(versions)} are no microversions`)
  }
  const last = dash === undefined ? min : max
  return {
    status: Number(status),
    ...(min !== undefined && isMicroversion(min) && { min }),
    ...(last !== undefined && isMicroversion(last) && { max: last }),
    line,
  }
}

/** The statuses below a `rest_status_code` directive; what is said of their reasons is left out. */
export function statusesOfDirective(body: readonly Line[]): readonly ListedStatus[] {
  return body.flatMap(({ text, number }) => {
    const status = /^\s*- (\d{3})\b/.exec(text)?.[1]
    return status === undefined ? [] : [{ status: Number(status), line: number }]
  })
}
