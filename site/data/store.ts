import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import type { z } from 'zod'
import { contentDigest, keptJson } from './content.ts'
import { type Evidence, evidenceSchema } from './evidence.ts'
import { type Judgement, judgementSchema } from './judgement.ts'
import { SiteError } from './site-error.ts'
import { type SiteIndex, siteIndexSchema } from './site-index.ts'
import { type SiteRun, siteRunSchema } from './site-run.ts'

/** Files below the folder of a site, by their path. */
export type Files = Map<string, string | Buffer>

export const INDEX = 'index.json'

const runFile = (digest: string): string => `data/runs/${digest}.json`
const judgementFile = (digest: string): string => `data/judgements/${digest}.json`
const evidenceFile = (digest: string): string => `data/evidence/${digest}.json.gz`
export const bundleFile = (digest: string): string => `data/bundles/${digest}`

/** What a site has in `data/`, and what is added to it before anything is written. */
export class SiteStore {
  readonly #folder: string
  readonly #added: Files = new Map()
  readonly #runs = new Map<string, SiteRun>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The files to write: those that are new. */
  get added(): Files {
    return new Map(this.#added)
  }

  /** The index of the site; undefined for a folder without one. Throws {@link SiteError}. */
  index(): SiteIndex | undefined {
    if (!existsSync(join(this.#folder, INDEX))) return undefined
    return this.#parsed(INDEX, siteIndexSchema, this.#bytes(INDEX))
  }

  run(digest: string): SiteRun {
    const known = this.#runs.get(digest)
    if (known !== undefined) return known
    const file = runFile(digest)
    const run = this.#parsed(file, siteRunSchema, this.#whole(file, digest))
    this.#runs.set(digest, run)
    return run
  }

  judgement(digest: string): Judgement {
    const file = judgementFile(digest)
    return this.#parsed(file, judgementSchema, this.#whole(file, digest))
  }

  evidence(digest: string): Evidence {
    const file = evidenceFile(digest)
    const text = gunzipSync(this.#bytes(file))
    if (contentDigest(text) !== digest) throw changed(join(this.#folder, file))
    return this.#parsed(file, evidenceSchema, text)
  }

  addRun(run: SiteRun): string {
    const text = keptJson(siteRunSchema.parse(run))
    const digest = contentDigest(text)
    this.#runs.set(digest, run)
    return this.#add(runFile(digest), digest, text)
  }

  addJudgement(judgement: Judgement): string {
    const text = keptJson(judgementSchema.parse(judgement))
    const digest = contentDigest(text)
    return this.#add(judgementFile(digest), digest, text)
  }

  /** Packed, since exchanges of a run are much alike. */
  addEvidence(evidence: Evidence): string {
    const text = keptJson(evidenceSchema.parse(evidence))
    const digest = contentDigest(text)
    return this.#add(evidenceFile(digest), digest, gzipSync(text, { level: 9 }))
  }

  addBundle(bytes: Buffer): string {
    const digest = contentDigest(bytes)
    return this.#add(bundleFile(digest), digest, bytes)
  }

  #add(file: string, digest: string, content: string | Buffer): string {
    if (!existsSync(join(this.#folder, file))) this.#added.set(file, content)
    return digest
  }

  #whole(file: string, digest: string): string | Buffer {
    const bytes = this.#bytes(file)
    if (contentDigest(bytes) !== digest) throw changed(join(this.#folder, file))
    return bytes
  }

  #bytes(file: string): string | Buffer {
    const added = this.#added.get(file)
    if (added !== undefined) return added
    const path = join(this.#folder, file)
    try {
      return readFileSync(path)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown cause'
      throw new SiteError(
        path,
        `cannot be read (${code}), although ${INDEX} names it: take the site from a backup`,
      )
    }
  }

  #parsed<Schema extends z.ZodType>(
    file: string,
    schema: Schema,
    bytes: string | Buffer,
  ): z.output<Schema> {
    const path = join(this.#folder, file)
    let value: unknown
    try {
      value = JSON.parse(bytes.toString())
    } catch {
      throw new SiteError(path, 'is not JSON: expected a file of a site of Attest')
    }
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const place = issue?.path.join('.') ?? ''
    throw new SiteError(
      path,
      `${place}: ${issue?.message ?? 'not as expected'}: build the site anew with the version of Attest that reads it`,
    )
  }
}

function changed(path: string): SiteError {
  return new SiteError(
    path,
    'is not what its name says: it was changed after it was published; take it from a backup',
  )
}
