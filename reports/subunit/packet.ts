import { crc32 } from 'node:zlib'

/** The statuses of a test in the second version of the subunit protocol, by their number there. */
const STATUSES = {
  inprogress: 2,
  success: 3,
  skip: 5,
  fail: 6,
  xfail: 7,
} as const

export type SubunitStatus = keyof typeof STATUSES

/** One event of a stream: what is known of a test at a moment. */
export interface SubunitEvent {
  readonly test: string
  readonly status: SubunitStatus
  readonly at: Date
  /** A text that belongs to the test, by the name that readers show it under. */
  readonly text?: { readonly name: string; readonly content: string }
}

const SIGNATURE = 0xb3
const VERSION_2 = 0x2000
const HAS_TEST = 0x0800
const HAS_TIME = 0x0200
const IS_RUNNABLE = 0x0100
const HAS_FILE = 0x0040
const HAS_MIME = 0x0020
const IS_END_OF_FILE = 0x0010
const MIME = 'text/plain;charset=utf8'
/** A packet may have 4 MiB; a longer text is cut here, so that it has always room. In bytes. */
const LONGEST_TEXT = 1 << 20

/** An event as a packet of subunit v2. */
export function packetOf({ test, status, at, text }: SubunitEvent): Uint8Array {
  const fileFlags = text === undefined ? 0 : HAS_FILE | HAS_MIME | IS_END_OF_FILE
  const flags = VERSION_2 | HAS_TEST | HAS_TIME | IS_RUNNABLE | fileFlags | STATUSES[status]
  const ms = at.getTime()
  const body = Buffer.concat([
    uint32(Math.floor(ms / 1000)),
    number((ms % 1000) * 1_000_000),
    string(test),
    ...(text === undefined
      ? []
      : [string(MIME), string(text.name), bytes(cut(Buffer.from(text.content)))]),
  ])
  const head = Buffer.from([SIGNATURE, flags >> 8, flags & 0xff])
  const unsealed = head.length + body.length + 4
  // The length counts itself, in as few bytes as hold it.
  const size = [1, 2, 3, 4].find((each) => unsealed + each < 2 ** (8 * each - 2)) ?? 4
  const packet = Buffer.concat([head, number(unsealed + size, size), body])
  return Buffer.concat([packet, uint32(crc32(packet))])
}

function string(text: string): Buffer {
  return bytes(Buffer.from(text))
}

function bytes(content: Buffer): Buffer {
  return Buffer.concat([number(content.length), content])
}

/** Cuts between characters. */
function cut(text: Buffer): Buffer {
  if (text.length <= LONGEST_TEXT) return text
  let end = LONGEST_TEXT
  while (((text[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return text.subarray(0, end)
}

/** The first two bits say how many bytes follow the first; the rest is the number. */
function number(
  value: number,
  size = [1, 2, 3, 4].find((each) => value < 2 ** (8 * each - 2)),
): Buffer {
  if (size === undefined) throw new RangeError(`${value} is too large for subunit`)
  const encoded = uint32(value).subarray(4 - size)
  encoded[0] = (encoded[0] ?? 0) | ((size - 1) << 6)
  return encoded
}

function uint32(value: number): Buffer {
  const written = Buffer.alloc(4)
  written.writeUInt32BE(value)
  return written
}
