import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Service } from '../../src/openapi/contract.ts'
import { ContractError } from '../../src/openapi/contract-error.ts'
import { parsePart } from '../../src/openapi/reading/parse-part.ts'
import { Facts } from './facts.ts'
import { UPSTREAM } from './sources.ts'

/** Whose facts are kept of a service, oldest release first; master is the last. */
export function keptReleases(service: Service, folder: string = UPSTREAM): readonly string[] {
  const place = join(folder, service)
  if (!existsSync(place)) return []
  return readdirSync(place)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort(compareReleases)
}

/** Releases are named by letters up to zed, then by years; master is newer than all. */
export function compareReleases(a: string, b: string): number {
  const rank = (name: string) => (name === 'master' ? 2 : /^\d/.test(name) ? 1 : 0)
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0)
}

/** Reads kept facts. Throws {@link ContractError} when they are not there or of another form. */
export function readKeptFacts(service: Service, release: string, folder: string = UPSTREAM): Facts {
  const file = `upstream/${service}/${release}.json`
  const path = join(folder, service, `${release}.json`)
  if (!existsSync(path)) throw new ContractError(file, undefined, 'is not there')
  let written: unknown
  try {
    written = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new ContractError(file, undefined, error instanceof Error ? error.message : 'unreadable')
  }
  return parsePart(Facts, written, file, '')
}

/** Writes facts, whole or not at all, and returns the path. */
export function keepFacts(facts: Facts, folder: string = UPSTREAM): string {
  const path = join(folder, facts.service, `${facts.release}.json`)
  mkdirSync(join(folder, facts.service), { recursive: true })
  writeFileSync(`${path}.part`, `${JSON.stringify(facts, undefined, 1)}\n`)
  renameSync(`${path}.part`, path)
  return path
}
