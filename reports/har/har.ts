import { STATUS_CODES } from 'node:http'
import type { Content, Entry, Har, PostData } from 'har-format'
import type { FiledExchange, RunRecord } from '../../src/journal/record/run-record.ts'
import { bodyText } from '../../src/openstack/body/body-text.ts'
import type { Body, Exchange, Headers } from '../../src/openstack/exchange.ts'
import { insecurityOf } from '../../src/openstack/http/insecure-origins.ts'
import { targetTitle } from '../services.ts'
import { headerList, queryList } from '../text/name-values.ts'

/**
 * An archive whose entries are made one by one, because together they may not fit into the memory.
 */
export interface HarDocument {
  readonly log: Omit<Har['log'], 'entries'> & { readonly entries: Iterable<Entry> }
}

/**
 * `exchanges.har`: every exchange of a run in the order of time, in the format that HTTP tools
 * read. The journal has no secrets. Facts beyond HTTP are in members that begin with `_`.
 */
export function harOf(record: RunRecord): HarDocument {
  const insecurity = insecurityOf(record.origins)
  return {
    log: {
      version: '1.2',
      creator: { name: 'Attest', version: record.suite.version },
      comment: `Run ${record.run} on ${targetTitle(record.target)}${insecurity === undefined ? '' : `, ${insecurity}`}`,
      entries: { [Symbol.iterator]: () => entriesOf(record.filedExchanges) },
    },
  }
}

function* entriesOf(filed: Iterable<FiledExchange>): Generator<OurEntry> {
  for (const each of filed) yield entryOf(each)
}

type OurEntry = Entry & Readonly<Record<`_${string}`, unknown>>

function entryOf({
  exchange,
  phase,
  violations,
  case: id,
  unfinishedAttempt,
}: FiledExchange): OurEntry {
  const { request, response, durationMs } = exchange
  return {
    startedDateTime: exchange.at,
    time: durationMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headerList(request.headers),
      queryString: queryList(request.url),
      headersSize: -1,
      bodySize: Buffer.byteLength(textOf(request.body)),
      ...(request.body.kind !== 'empty' && { postData: postDataOf(exchange) }),
    },
    response: {
      status: response?.status ?? 0,
      statusText: response === undefined ? '' : (STATUS_CODES[response.status] ?? ''),
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: headerList(response?.headers ?? {}),
      content: contentOf(exchange),
      redirectURL: response?.headers.location ?? '',
      headersSize: -1,
      bodySize: response === undefined ? -1 : Buffer.byteLength(textOf(response.body)),
      ...(exchange.failure !== undefined && { comment: exchange.failure }),
    },
    cache: {},
    timings: { send: 0, wait: durationMs, receive: 0 },
    _id: exchange.id,
    _phase: phase,
    _persona: exchange.persona,
    ...(exchange.operation !== undefined && { _operation: exchange.operation }),
    ...(exchange.microversion !== undefined && { _microversion: exchange.microversion }),
    ...(id !== undefined && { _case: id }),
    ...(unfinishedAttempt !== undefined && { _unfinishedAttempt: unfinishedAttempt }),
    ...(violations.length > 0 && { _violations: violations }),
  }
}

function postDataOf({ request }: Exchange): PostData {
  return { mimeType: mediaType(request.headers), text: textOf(request.body) }
}

function contentOf({ response }: Exchange): Content {
  const text = response === undefined ? '' : textOf(response.body)
  return {
    size: Buffer.byteLength(text),
    mimeType: response === undefined ? 'x-unknown' : mediaType(response.headers),
    ...(text !== '' && { text }),
  }
}

const mediaType = (headers: Headers): string =>
  headers['content-type'] ?? 'application/octet-stream'

const textOf = (body: Body): string => bodyText(body) ?? ''
