import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib'
import { TransportError } from '../transport-error.ts'

type Decode = (body: Buffer, limits: { readonly maxOutputLength: number }) => Promise<Buffer>

const gzip: Decode = promisify(gunzip)
const zlib: Decode = promisify(inflate)
const bare: Decode = promisify(inflateRaw)

const DECODERS: Readonly<Record<string, Decode>> = {
  gzip,
  'x-gzip': gzip,
  // Some servers leave out the head of two bytes, the first of which names the method in its lower half.
  deflate: (body, limits) => (((body[0] ?? 0) & 0x0f) === 8 ? zlib : bare)(body, limits),
  br: promisify(brotliDecompress),
  identity: async (body) => body,
}

/** A few codings on top of each other are plenty; each one more may multiply the work. */
const MOST_CODINGS = 3

/**
 * The body without the codings that the header Content-Encoding names. Attest asks for none, but a gateway
 * may compress all the same, which is allowed when a request does not say what it accepts. Throws
 * {@link TransportError} for an unknown coding, for what cannot be decoded, and beyond `limit` bytes.
 */
export async function decodedBody(
  body: Buffer,
  contentEncoding: string | undefined,
  limit: number,
): Promise<Buffer> {
  if (contentEncoding === undefined || body.length === 0) return body
  const codings = contentEncoding.toLowerCase().split(',').reverse()
  if (codings.length > MOST_CODINGS) throw new TransportError('undecodable')
  let decoded = body
  for (const coding of codings.map((one) => one.trim()).filter((one) => one !== '')) {
    const decode = Object.hasOwn(DECODERS, coding) ? DECODERS[coding] : undefined
    if (decode === undefined) throw new TransportError('undecodable')
    try {
      decoded = await decode(decoded, { maxOutputLength: limit })
    } catch (error) {
      const isLarge = error instanceof RangeError
      throw new TransportError(isLarge ? 'too-large' : 'undecodable')
    }
  }
  return decoded
}
