/** The part of a CHANGELOG about one version. */
export interface VersionNotes {
  readonly version: string
  /** As it is written there; undefined where the heading has none. */
  readonly date: string | undefined
  readonly text: string
}

const HEADING = /^## \[?([^\]\s]+)\]?(?: - (\S+))?\s*$/

/** The versions of a CHANGELOG in the form of Keep a Changelog, as they stand there; `Unreleased` is one. */
export function versionsIn(changelog: string): readonly VersionNotes[] {
  const found: { version: string; date: string | undefined; text: string }[] = []
  for (const line of changelog.split('\n')) {
    const [, version, date] = HEADING.exec(line) ?? []
    if (version !== undefined) found.push({ version, date, text: '' })
    else if (found.length > 0) (found.at(-1) ?? { text: '' }).text += `${line}\n`
  }
  return found
}
