import { existsSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { buildSite } from '../../site/build-site.ts'
import { targetOf, withRun } from '../../site/data/add-run.ts'
import type { KeptRun, SiteIndex } from '../../site/data/site-index.ts'
import { SiteStore } from '../../site/data/store.ts'
import { writeSite } from '../../site/data/write-site.ts'
import { readPublicKey } from '../../src/attestation/keys.ts'
import { packagedReleases } from '../../src/attestation/releases.ts'
import { now } from '../../src/journal/journal.ts'
import { journalOf } from '../../src/journal/read-journal.ts'
import { RunLock } from '../../src/run/run-lock.ts'
import { EXIT } from '../errors/exit-codes.ts'
import { UsageError } from '../errors/usage-error.ts'
import { manualOf } from './manual-of.ts'
import { todaysSuite } from './read-again.ts'
import { RefusedError } from './refused-error.ts'
import { checkSite, makeSite } from './site-folder.ts'
import { takeBundle } from './take-bundle.ts'
import { takeRun } from './take-run.ts'
import type { PublisherFacts, Taken } from './taken.ts'

export interface PublishFlags {
  readonly site: string
  readonly trust?: readonly string[]
  readonly as?: string
  readonly label?: string
  readonly release?: string
  /** False for --no-keep: bundles and journals are not kept in the site. */
  readonly keep: boolean
}

/**
 * `attest publish`: verifies bundles and runs, judges them again, and builds the site with them. One
 * that is refused leaves the site as it was, whatever the others are. Returns the exit code.
 */
export async function publish(paths: readonly string[], flags: PublishFlags): Promise<number> {
  checkSite(flags.site)
  if (flags.as?.trim() === '') throw new UsageError('--as names nothing: leave it out')
  const taken: Taken[] = []
  for (const path of paths) taken.push(await takeIn(path, flags))
  const targets = await addToSite(flags.site, taken, flags.keep)
  for (const [at, { run, judgement }] of taken.entries()) {
    const again =
      judgement.verdict === run.verdict ? '' : `, and ${judgement.verdict} by today’s suite`
    const target = targets[at] ?? ''
    process.stdout.write(
      `published  ${escapeControls(run.target.title)}: ${run.verdict}${again}  ${join(flags.site, 'targets', `${target}.html`)}\n`,
    )
  }
  return EXIT.conformant
}

/** Verifies what a path names and judges it again. Throws {@link RefusedError} and other errors about it. */
export async function takeIn(
  path: string,
  { trust = [], as, label, release }: Pick<PublishFlags, 'trust' | 'as' | 'label' | 'release'>,
): Promise<Taken> {
  if (release !== undefined && !packagedReleases().has(release)) {
    const known = [...packagedReleases().keys()].join(', ')
    throw new UsageError(`--release ${release}: expected one of ${known}; correct it`)
  }
  const facts: PublisherFacts = {
    label: label ?? null,
    as: as ?? null,
    release: release ?? null,
  }
  if (!existsSync(path)) {
    throw new RefusedError(path, 'there is no such file: expected a bundle, or the folder of a run')
  }
  if (statSync(path).isDirectory() || basename(path) === 'journal.ndjson') {
    const journal = statSync(path).isDirectory() ? journalOf(path) : path
    if (existsSync(journal)) return takeRun(journal, path, facts)
    throw new RefusedError(path, 'has no journal.ndjson: expected the folder of a run')
  }
  if (trust.length === 0) {
    throw new UsageError(
      `${path}: a bundle is published only if a key that you trust has signed it: name it with --trust KEY.pub`,
    )
  }
  return takeBundle(path, trust.map(readPublicKey), facts)
}

/** Adds what was taken to a site and builds it; returns the ids of the targets, in the same order. */
export async function addToSite(
  folder: string,
  taken: readonly Taken[],
  keep: boolean,
): Promise<readonly string[]> {
  const targets: string[] = []
  await changeSite(folder, (store, runs) => {
    let all = runs
    for (const { run, judgement, evidence, kept } of taken) {
      const added = { run, judgement, evidence, ...(keep && { kept }) }
      targets.push(targetOf(store, all, run))
      all = withRun(store, all, added, now())
    }
    return all
  })
  return targets
}

interface BuildOptions {
  /** Make pages of exchanges anew too, which do not change otherwise. */
  readonly all?: boolean
  /** ISO 8601. */
  readonly builtAt?: string
  /** Adds exchanges that show errata; without it, those of the site stay. */
  readonly errata?: (store: SiteStore) => SiteIndex['errata']
}

/**
 * Changes the runs of a site and builds it, with no other process at it. Makes the folder. Throws
 * SiteError, FileWriteError and RunLockError.
 */
export async function changeSite(
  folder: string,
  change: (
    store: SiteStore,
    runs: readonly KeptRun[],
  ) => readonly KeptRun[] | Promise<readonly KeptRun[]>,
  { all = false, builtAt = now(), errata }: BuildOptions = {},
): Promise<readonly KeptRun[]> {
  // A site is made to be served: others may read it.
  process.umask(0o022)
  makeSite(folder)
  const lock = await RunLock.take(folder)
  try {
    const store = new SiteStore(folder)
    const index = store.index()
    const runs = await change(store, index?.runs ?? [])
    const content = {
      ...{ runs, builtAt },
      manual: manualOf(),
      suite: todaysSuite(),
      errata: errata?.(store) ?? index?.errata ?? {},
    }
    const isThere = (file: string): boolean => !all && existsSync(join(folder, file))
    const { files, kept } = await buildSite(store, content, isThere)
    await writeSite(folder, files, kept)
    return runs
  } finally {
    lock.release()
  }
}
