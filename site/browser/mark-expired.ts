/** Marks the ends of certificates that are past: the page was built earlier. */
export function markExpired(page: Document, now: Date): void {
  for (const time of page.querySelectorAll<HTMLTimeElement>('time.until')) {
    if (new Date(time.dateTime) > now) continue
    time.classList.add('expired')
    time.append(' (expired)')
  }
}
