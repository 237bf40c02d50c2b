import { once } from 'node:events'
import { createServer } from 'node:http'
import sirv from 'sirv'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { UsageError } from '../errors/usage-error.ts'
import { requireSite } from './site-folder.ts'

/**
 * `attest site serve`: serves a site on the loopback address until a signal; returns the exit code.
 * Files are read at each request, so that a site that is built again shows at once.
 */
export async function serveSite(
  folder: string,
  { port = 0 }: { readonly port?: number },
): Promise<number> {
  requireSite(folder)
  const files = sirv(folder, { dev: true, etag: true })
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' })
      response.end('no such page\n')
    })
  })
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new UsageError(`--port ${port}: cannot be listened on (${code}); choose another one`)
  }
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  process.stdout.write(`${escapeControls(folder)} is at http://127.0.0.1:${bound}/ until Ctrl-C\n`)
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve)
  })
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return EXIT.conformant
}
