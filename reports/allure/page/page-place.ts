/** Thrown when a new version of Allure makes a page of another structure. */
export class AllurePageError extends Error {
  override readonly name = 'AllurePageError'
  readonly missing: string

  constructor(missing: string) {
    super(`Allure's page has no ${missing}: look at what it loads, and change completed-page.ts`)
    this.missing = missing
  }
}

/** Where the text is in the page. Throws {@link AllurePageError}. */
export function placeOf(text: string, page: Buffer, from = 0): number {
  const place = page.indexOf(text, from)
  if (place === -1) throw new AllurePageError(text)
  return place
}
