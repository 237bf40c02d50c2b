import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Browser, findChromium } from './testing/browser.ts'
import { syntheticPages } from './testing/synthetic-pages.ts'

// Checks that need a browser; they are skipped on a machine without Chromium. Pictures are kept in
// ATTEST_PICTURES, and ATTEST_MATRIX names the matrix of a real run to use instead of the synthetic
// one.
const program = findChromium()
const DESKTOP = { width: 1280, height: 900 }
const PHONE = { width: 390, height: 844 }

const found = z.object({
  violations: z.array(
    z.looseObject({
      id: z.string(),
      impact: z.string().nullable(),
      nodes: z.array(z.looseObject({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
})

describe.skipIf(program === undefined)('a page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-pages-'))
  const pictures = process.env.ATTEST_PICTURES ?? folder
  const pages = new Map<string, string>()
  let browser: Browser

  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true })
    for (const [name, file] of await syntheticPages(folder)) {
      pages.set(name, pathToFileURL(file).href)
    }
    const given = process.env.ATTEST_MATRIX
    if (given !== undefined) pages.set('matrix', pathToFileURL(given).href)
    browser = await Browser.start(program ?? '')
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const urlOf = (page: string) => pages.get(page) ?? ''

  /** The findings of axe about the page, in words. */
  async function held(): Promise<string[]> {
    await browser.evaluate(axe.source)
    const { violations } = found.parse(await browser.evaluate('axe.run()'))
    return violations.flatMap(({ id, impact, nodes }) =>
      nodes.slice(0, 3).map((node) => `${impact} ${id}: ${node.html.slice(0, 160)}`),
    )
  }

  for (const page of ['matrix', 'certificate', 'exploration']) {
    it.each([DESKTOP, PHONE])(
      `has no findings of axe, and fits: ${page}, $width wide`,
      async (size) => {
        await browser.visit(urlOf(page), size)
        await browser.screenshot(join(pictures, `${page}-${size.width}.png`))
        expect(await held()).toEqual([])
        const width = await browser.evaluate('document.documentElement.scrollWidth')
        expect(width).toBeLessThanOrEqual(size.width)
      },
    )
  }

  it('can be used by keyboard: every cell of the matrix, its cases, and the details of one', async () => {
    await browser.visit(urlOf('matrix'), DESKTOP)
    const cells = z
      .array(z.string())
      .parse(
        await browser.evaluate('[...document.querySelectorAll(".matrix td a")].map((a) => a.hash)'),
      )
    const focused = 'document.activeElement.hash ?? ""'
    const reached = new Set<string>()
    for (
      let presses = 0;
      presses < cells.length + 60 && reached.size < new Set(cells).size;
      presses += 1
    ) {
      await browser.press('Tab')
      const hash = String(await browser.evaluate(focused))
      if (cells.includes(hash)) reached.add(hash)
    }
    expect([...reached].sort()).toEqual([...new Set(cells)].sort())

    const failed = String(
      await browser.evaluate(
        '[...document.querySelectorAll(".matrix .status td a")].find((a) => a.querySelector(".failed"))?.hash',
      ),
    )
    await browser.evaluate(`document.querySelector('.matrix td a[href="${failed}"]').focus()`)
    await browser.press('Enter')
    await browser.until('document.querySelector(".cases:target")')
    for (let presses = 0; presses < 5; presses += 1) {
      await browser.press('Tab')
      if ((await browser.evaluate('document.activeElement.tagName')) === 'SUMMARY') break
    }
    await browser.press('Enter')
    await browser.until('document.querySelector(".cases:target details[open]")')
  })

  it.each([DESKTOP, PHONE])('shows all about a failed case, $width wide', async (size) => {
    await browser.visit(urlOf('matrix'), size)
    await browser.evaluate(
      'location.hash = [...document.querySelectorAll(".matrix .status td a")].find((a) => a.querySelector(".failed")).hash',
    )
    await browser.until('document.querySelector(".cases:target")')
    await browser.evaluate('document.querySelector(".cases:target details").open = true')
    await browser.evaluate('document.querySelector(".cases:target details").scrollIntoView()')
    await browser.screenshot(join(pictures, `failed-${size.width}.png`))
    const said = await browser.evaluate(
      '[...document.querySelectorAll(".cases:target details[open] dt")].map((dt) => dt.textContent)',
    )
    expect(said).toEqual(
      expect.arrayContaining([
        'promise',
        'written in',
        'wrong from',
        'sent',
        'came',
        'differs',
        'repeat it',
      ]),
    )
    expect(await held()).toEqual([])
    const height = await browser.evaluate(
      'document.querySelector(".cases:target details[open]").offsetHeight',
    )
    if (size === DESKTOP) expect(height).toBeLessThan(size.height)
  })

  it.each([DESKTOP, PHONE])(
    'shows all about a failed case in Allure, $width wide',
    async (size) => {
      const fits = async () => {
        const serious = (await held()).filter((line) => /^(serious|critical) /.test(line))
        const width = await browser.evaluate('document.documentElement.scrollWidth')
        return { serious, width }
      }
      const leaf = '[...document.querySelectorAll("[data-testid=tree-leaf]")]'
      await browser.visit(urlOf('allure'), size)
      await browser.until(`${leaf}.length > 0`)
      await browser.screenshot(join(pictures, `allure-${size.width}.png`))
      expect(await fits()).toEqual({ serious: [], width: size.width })

      const failed = 'e.querySelector("[data-testid=tree-leaf-status-failed]")'
      await browser.evaluate(`${leaf}.find((e) => ${failed}).click()`)
      // Allure keeps the description apart from the styles of its page.
      const apart = '(e) => e.shadowRoot?.textContent ?? e.contentDocument?.body?.textContent ?? ""'
      const description = `[...document.querySelectorAll("*")].map(${apart}).join("")`
      await browser.until(`${description}.includes("repeat it")`)
      await browser.screenshot(join(pictures, `allure-failed-${size.width}.png`))
      const said = String(await browser.evaluate(description))
      for (const name of ['promise', 'written in', 'wrong from', 'sent', 'came', 'differs']) {
        expect(said).toMatch(new RegExp(`^\\s*${name} `, 'm'))
      }
      expect(await fits()).toEqual({ serious: [], width: size.width })
    },
  )

  it('shows a history as a picture in Allure', async () => {
    const failed = 'e.querySelector("[data-testid=tree-leaf-status-failed]")'
    const leaf = '[...document.querySelectorAll("[data-testid=tree-leaf]")]'
    await browser.visit(urlOf('histories'), DESKTOP)
    await browser.until(`${leaf}.length > 0`)
    await browser.evaluate(`${leaf}.find((e) => ${failed}).click()`)
    const header = '[data-testid=test-result-attachment-header] > button'
    await browser.until(`document.querySelector("${header}")`)
    await browser.evaluate(`document.querySelector("${header}").click()`)
    const picture = `[...document.querySelectorAll("img")].find(({ src, naturalWidth }) => src.startsWith("blob:") && naturalWidth > 0)`
    await browser.until(picture)
    await browser.screenshot(join(pictures, 'history.png'))
    const width = await browser.evaluate('document.documentElement.scrollWidth')
    expect(width).toBe(DESKTOP.width)
  })
})
