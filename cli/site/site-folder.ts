import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { SiteError } from '../../site/data/site-error.ts'
import { INDEX } from '../../site/data/store.ts'
import { journalOf } from '../../src/journal/read-journal.ts'
import { UsageError } from '../errors/usage-error.ts'

/** Throws {@link UsageError} for a folder that is no site. */
export function requireSite(folder: string): void {
  if (existsSync(join(folder, INDEX))) return
  throw new UsageError(
    `${folder}: is no site: it has no ${INDEX}; make one with attest publish BUNDLE --site ${folder}`,
  )
}

/**
 * Throws UsageError for what cannot be the folder of a site, and SiteError for a site that has lost its
 * index: a new one would forget its runs.
 */
export function checkSite(folder: string): void {
  if (folder === '') throw new UsageError('--site names no folder: give it one')
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UsageError(`--site ${folder}: is no folder; name a new one, or that of a site`)
  }
  if (existsSync(journalOf(folder))) {
    throw new UsageError(`--site ${folder}: is the folder of a run; name one beside it`)
  }
  if (existsSync(join(folder, 'data')) && !existsSync(join(folder, INDEX))) {
    throw new SiteError(folder, `has data/ and no ${INDEX}: take the site from a backup`)
  }
}

/** Makes the folder of a site, or finds it. Throws like {@link checkSite}. */
export function makeSite(folder: string): void {
  checkSite(folder)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
    throw new UsageError(`--site ${folder}: cannot be made (${code}); name another folder`)
  }
}
