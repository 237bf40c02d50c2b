import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Browser, findChromium } from './testing/browser.ts'
import { syntheticPages } from './testing/synthetic-pages.ts'

const program = findChromium()
const SIZE = { width: 1280, height: 900 }

/** Addresses within the page itself. */
const isWithin = (url: string) => /^(data|blob):/.test(url)

describe.skipIf(program === undefined)('A page sends no requests:', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-network-'))
  let pages: ReadonlyMap<string, string> = new Map()
  let browser: Browser
  beforeAll(async () => {
    pages = await syntheticPages(folder)
    browser = await Browser.start(program ?? '')
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Visits a page and returns its address. */
  async function visit(file: string): Promise<string> {
    const { href } = pathToFileURL(file)
    await browser.visit(href, SIZE)
    return href
  }

  /** Opens a failed case, its steps, and its first attachment. */
  async function openFailure(): Promise<void> {
    const click = async (what: string) => {
      await browser.until(what)
      await browser.evaluate(`${what}.click()`)
    }
    const one = (id: string) => `document.querySelector("[data-testid=${id}")`
    await click(`${one('tree-leaf]:has([data-testid=tree-leaf-status-failed])')}`)
    await browser.until(one('test-result-step-header]'))
    const steps = 'document.querySelectorAll("[data-testid=test-result-step-header]")'
    await browser.evaluate(`${steps}.forEach((each) => each.click())`)
    await click(one('test-result-attachment-header] > button'))
    await browser.until('document.querySelector("[data-testid$=attachment-content]")')
  }

  // Also without its policy, which is only the second protection.
  for (const obeyed of [true, false]) {
    it.each(['matrix', 'certificate', 'badge', 'allure'])(
      `%s, with its policy ${obeyed ? 'obeyed' : 'ignored'}`,
      async (name) => {
        await browser.obeyPolicies(obeyed)
        const href = await visit(pages.get(name) ?? '')
        if (name === 'allure') await openFailure()
        expect(browser.requests.filter((url) => !isWithin(url))).toEqual([href])
        // The policy forbids nothing that the page needs.
        expect(browser.complaints).toEqual([])
      },
    )
  }

  it('or its policy refuses them', async () => {
    let asked = 0
    const elsewhere = createServer((_, response) => {
      asked += 1
      response.end()
    })
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
    const address = elsewhere.address()
    if (address === null || typeof address === 'string') throw new TypeError('no port')
    const url = `http://127.0.0.1:${address.port}/planted.png`
    const file = join(folder, 'planted.html')
    for (const name of ['matrix', 'certificate', 'allure']) {
      const page = readFileSync(pages.get(name) ?? '', 'latin1')
      writeFileSync(file, page.replace(/<body[^>]*>/, `$&<img src="${url}">`), 'latin1')
      for (const obeyed of [true, false]) {
        asked = 0
        await browser.obeyPolicies(obeyed)
        await visit(file)
        // The listener sees the request even where it is refused.
        expect(browser.requests).toContain(url)
        expect(asked).toBe(obeyed ? 0 : 1)
      }
    }
    elsewhere.close()
  })
})
