import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { WebSocket } from 'undici'
import { z } from 'zod'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const FLAGS = [
  ...['--headless', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync', '--hide-scrollbars'],
  // All names are resolved to this machine: there is no network.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // The pages under test load nothing, so the sandbox protects nothing; as root Chromium needs this
  // option.
  '--no-sandbox',
]

const answer = z.object({
  id: z.number().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
})

const told = z.union([
  z.object({
    method: z.literal('Network.requestWillBeSent'),
    params: z.object({ request: z.object({ url: z.string() }) }),
  }),
  z.object({
    method: z.literal('Log.entryAdded'),
    params: z.object({ entry: z.object({ text: z.string() }) }),
  }),
])

/** A Chromium on this machine: `CHROMIUM`, or one in the PATH; undefined if there is none. */
export function findChromium(): string | undefined {
  const { CHROMIUM, PATH = '' } = process.env
  if (CHROMIUM !== undefined) return CHROMIUM
  const places = PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return places.find((file) => {
    try {
      accessSync(file, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** What Chromium says when a page is left while it is asked. */
const LEFT = /target navigated|context was destroyed/

/** One page in a headless Chromium, controlled by the DevTools protocol. */
export class Browser {
  readonly #child: ChildProcess
  readonly #profile: string
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, (message: z.output<typeof answer>) => void>()
  /** The requests of pages since the last visit began, including refused ones. */
  readonly requests: string[] = []
  /** The messages of Chromium since then. */
  readonly complaints: string[] = []
  #session = ''
  #last = 0

  private constructor(child: ChildProcess, profile: string, socket: WebSocket) {
    this.#child = child
    this.#profile = profile
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const json: unknown = JSON.parse(String(data))
      this.#keep(told.safeParse(json).data)
      const message = answer.parse(json)
      if (message.id !== undefined) this.#waiting.get(message.id)?.(message)
    })
  }

  static async start(program: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'attest-browser-'))
    const child = spawn(
      program,
      [...FLAGS, `--user-data-dir=${profile}`, '--remote-debugging-port=0'],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let said = ''
    const url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`no browser: ${said}`)))
      child.stderr?.on('data', (chunk) => {
        said += chunk
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
        if (found !== undefined) resolve(found)
      })
    })
    const socket = new WebSocket(url)
    await once(socket, 'open')
    const browser = new Browser(child, profile, socket)
    await browser.#open()
    return browser
  }

  /** Loads a page and waits until it is complete. */
  async visit(url: string, size: { readonly width: number; readonly height: number }) {
    const metrics = { ...size, deviceScaleFactor: 1, mobile: size.width < 600 }
    await this.#send('Emulation.setDeviceMetricsOverride', metrics)
    await this.#send('Page.navigate', { url: 'about:blank' })
    this.requests.length = 0
    this.complaints.length = 0
    await this.#send('Page.navigate', { url })
    await this.until("document.readyState === 'complete'")
  }

  /** Waits until an expression is true in the page. */
  async until(expression: string): Promise<void> {
    const end = Date.now() + 60_000
    while (!(await this.#isTrue(expression))) {
      if (Date.now() > end) throw new Error(`never true: ${expression}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  /** A page that is left while it is asked has no answer yet. */
  async #isTrue(expression: string): Promise<boolean> {
    try {
      return (await this.evaluate(`Boolean(${expression})`)) === true
    } catch (error) {
      if (error instanceof Error && LEFT.test(error.message)) return false
      throw error
    }
  }

  /** The value of an expression in the page, as JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const given = await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })
    const { result, exceptionDetails } = z
      .object({
        result: z.looseObject({ value: z.unknown().optional() }),
        exceptionDetails: z.unknown().optional(),
      })
      .parse(given)
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails))
    return result.value
  }

  /** Shows pages to a user who prefers light or dark colours, or on paper, from the next visit on. */
  async prefer(scheme: 'light' | 'dark', media: 'screen' | 'print' = 'screen'): Promise<void> {
    const features = [{ name: 'prefers-color-scheme', value: scheme }]
    await this.#send('Emulation.setEmulatedMedia', { media, features })
  }

  /** Presses a key without a letter, such as `Tab` and `Enter`. */
  async press(key: 'Tab' | 'Enter' | 'Escape' | ' '): Promise<void> {
    const codes = { Tab: 9, Enter: 13, Escape: 27, ' ': 32 }
    const text = key === 'Enter' ? '\r' : key === ' ' ? ' ' : undefined
    const event = { key, windowsVirtualKeyCode: codes[key], ...(text !== undefined && { text }) }
    await this.#send('Input.dispatchKeyEvent', { type: 'keyDown', ...event })
    await this.#send('Input.dispatchKeyEvent', { type: 'keyUp', ...event })
  }

  async screenshot(file: string): Promise<void> {
    const { data } = z
      .object({ data: z.string() })
      .parse(await this.#send('Page.captureScreenshot', { format: 'png' }))
    writeFileSync(file, Buffer.from(data, 'base64'))
  }

  async close(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    await ended
    this.#socket.close()
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 })
  }

  async #open(): Promise<void> {
    const { targetId } = z
      .object({ targetId: z.string() })
      .parse(await this.#send('Target.createTarget', { url: 'about:blank' }))
    const { sessionId } = z
      .object({ sessionId: z.string() })
      .parse(await this.#send('Target.attachToTarget', { targetId, flatten: true }))
    this.#session = sessionId
    for (const domain of ['Page', 'Network', 'Log']) await this.#send(`${domain}.enable`, {})
    // The page itself may forbid what tests evaluate in it.
    await this.obeyPolicies(false)
  }

  /** Whether the policies of pages are obeyed from the next visit on. */
  async obeyPolicies(enabled: boolean): Promise<void> {
    await this.#send('Page.setBypassCSP', { enabled: !enabled })
  }

  #keep(event: z.output<typeof told> | undefined): void {
    if (event?.method === 'Log.entryAdded') this.complaints.push(event.params.entry.text)
    else if (event !== undefined) this.requests.push(event.params.request.url)
  }

  async #send(method: string, params: object): Promise<unknown> {
    const id = ++this.#last
    const answered = new Promise<z.output<typeof answer>>((resolve) => {
      this.#waiting.set(id, resolve)
    })
    const sessionId = this.#session === '' ? {} : { sessionId: this.#session }
    this.#socket.send(JSON.stringify({ id, method, params, ...sessionId }))
    const { result, error } = await answered
    this.#waiting.delete(id)
    if (error !== undefined) throw new Error(`${method}: ${error.message}`)
    return result
  }
}
