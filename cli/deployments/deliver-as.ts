import { STATUS_CODES } from 'node:http'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import type { Deliver } from '../../fixtures/testbed/faulty-proxy.ts'
import type { Shape } from './shape.ts'

type Header = readonly [name: string, value: string]

const ENCODERS = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }
const MORE: readonly Header[] = [
  ['vary', 'Accept-Encoding, Origin'],
  ['via', '1.1 edge-1, 1.0 edge-2 (balancer)'],
  ['strict-transport-security', 'max-age=31536000; includeSubDomains'],
]

/** Writes answers as a gateway in this shape does: it compresses whether or not the client asks for it. */
export function deliverAs({ coding, delivery, headers: style }: Shape): Deliver {
  return ({ status, headers, body: text }, outgoing) => {
    const isCoded = coding !== 'not compressed' && text !== ''
    const body = isCoded ? ENCODERS[coding](text) : Buffer.from(text)
    const all = [
      ...Object.entries(headers),
      ...(isCoded ? [['content-encoding', coding] as const] : []),
      ...(style === 'more Vary, Via and HSTS' ? MORE : []),
    ].map(
      ([name, value]): Header => [
        style === 'upper-case headers' ? name.toUpperCase() : name,
        value,
      ],
    )
    if (delivery === 'HTTP/1.0') {
      const lines = [
        `HTTP/1.0 ${status} ${STATUS_CODES[status]}`,
        ...all.map((one) => one.join(': ')),
      ]
      outgoing.socket?.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]))
      return
    }
    if (delivery === 'closed after each answer') all.push(['connection', 'close'])
    const isEmpty = status === 204
    if (delivery !== 'chunked' && !isEmpty) all.push(['content-length', String(body.length)])
    outgoing.writeHead(status, all.flat())
    const isSplit = delivery === 'chunked' && body.length > 1
    if (isSplit) outgoing.write(body.subarray(0, 1))
    outgoing.end(isSplit ? body.subarray(1) : body)
  }
}
