import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Fault, Reply } from '../fixtures/testbed/faulty-proxy.ts'
import { withCloudBehindProxy } from './robust/cloud-behind-proxy.ts'
import { resultsIn } from './robust/program.ts'

const MIB = 1024 * 1024
const RUN = [
  ...['run', '--cloud', 'reference', '--microversions', '2.60,3.44'],
  ...['--requirement', 'compute.show:200:*', '--requirement', 'block-storage.show:200:*'],
]
const isShow = (path: string) => /\/(os-volume_attachments|attachments)\/[^/]+$/.test(path)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attest-hostile-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a run on a hostile cloud', () => {
  /** Runs the program, and returns its largest use of memory in MiB, threads included. */
  async function peakOf(name: string, fault: Fault | undefined) {
    return withCloudBehindProxy(folder, {}, async (attest, proxy) => {
      proxy.fault = fault
      const [preload, file] = [join(folder, 'peak.mjs'), join(folder, `${name}.peak`)]
      writeFileSync(
        preload,
        `import { writeFileSync } from 'node:fs'
        import { isMainThread } from 'node:worker_threads'
        const peak = () => writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS))
        if (isMainThread) process.on('exit', peak)`,
      )
      const out = join(folder, name)
      const env = { NODE_OPTIONS: `--import ${preload}`, PEAK: file }
      const { code, stdout, stderr } = await attest([...RUN, '--out', out], env).ended
      const mib = Number(readFileSync(file, 'utf8')) / 1024
      return { mib, code, output: stdout + stderr, results: resultsIn(out) }
    })
  }

  test('takes little more memory for answers of 100 MB', async () => {
    const huge = 'x'.repeat(100 * MIB)
    const usual = await peakOf('usual', undefined)
    const flooded = await peakOf('flooded', async ({ method, path }, forward) => {
      const reply = await forward()
      return method === 'GET' && isShow(path) ? { ...reply, body: huge } : reply
    })
    process.stderr.write(
      `peak: ${Math.round(usual.mib)} MiB, with 100 MB answers ${Math.round(flooded.mib)} MiB\n`,
    )

    expect(usual.results.counts, usual.output).toMatchObject({ failed: 0, error: 0 })
    expect(flooded.code, flooded.output).toBe(3)
    expect(flooded.results.counts.failed).toBe(0)
    expect(flooded.results.counts.error).toBeGreaterThan(4)
    expect(flooded.results.resources.cleanUp).toBe('clean')
    expect(flooded.mib).toBeLessThan(usual.mib + 300)
  })

  test('follows neither redirects nor links, and sends nothing to their targets', async () => {
    const received: string[] = []
    const elsewhere = await listener((line) => received.push(line))
    const port = portOf(elsewhere)
    const away = (reply: Reply): Reply => ({
      ...reply,
      body: reply.body.replaceAll(
        /"href":\s*"http:\/\/[^/"]+/g,
        `"href":"http://127.0.0.1:${port}`,
      ),
    })
    const led = await peakOf('led', async ({ method, path }, forward) => {
      const reply = away(await forward())
      const location = `http://127.0.0.1:${port}${path}`
      return method === 'GET' && isShow(path)
        ? { ...reply, status: 307, headers: { ...reply.headers, location } }
        : reply
    })
    elsewhere.close()

    expect(received).toEqual([])
    // A redirect is not a documented answer, so the cloud fails.
    expect(led.code, led.output).toBe(1)
    expect(led.results.resources.cleanUp).toBe('clean')
  })
})

async function listener(onRequest: (line: string) => void): Promise<Server> {
  const server = createServer((request, response) => {
    onRequest(`${request.method} ${request.url}`)
    response.end()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('no port')
  return address.port
}
