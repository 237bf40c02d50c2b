import { bodyText } from './body/body-text.ts'
import type { Exchange } from './exchange.ts'
import { shellQuoted } from './shell-quoted.ts'

/** Headers that curl sets itself, or that make no difference. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'user-agent'])

/**
 * The command that repeats the request in a POSIX shell, one line per option. The token is taken
 * from the variable OS_TOKEN; a header whose value was redacted shows `[redacted]`. `further` are
 * options of curl.
 */
export function toCurl(
  { request }: Pick<Exchange, 'request'>,
  further: readonly string[] = [],
): string {
  const text = bodyText(request.body)
  const method = request.method.toUpperCase()
  const headers = Object.entries(request.headers).filter(([name]) => !LEFT_OUT.has(name))
  const hasContentType = headers.some(([name]) => name === 'content-type')
  const options = [
    `curl ${['--globoff --path-as-is -sS -i', ...further].join(' ')} ${method === 'HEAD' ? '--head' : `-X ${shellQuoted(method)}`} ${shellQuoted(request.url)}`,
    ...headers.map(([name, value]) => `-H ${headerOf(name, value)}`),
    ...(text !== undefined && !hasContentType ? [`-H ${shellQuoted('content-type:')}`] : []),
    ...(text === undefined && /^(POST|PUT|PATCH)$/.test(method)
      ? [`-H ${shellQuoted('content-length: 0')}`]
      : []),
    ...(text === undefined ? [] : [`--data-raw ${shellQuoted(text)}`]),
  ]
  return options.join(' \\\n  ')
}

function headerOf(name: string, value: string): string {
  // curl leaves out a header without a value unless its name ends in a semicolon.
  if (value === '') return shellQuoted(`${name};`)
  return name === 'x-auth-token' ? '"x-auth-token: $OS_TOKEN"' : shellQuoted(`${name}: ${value}`)
}
