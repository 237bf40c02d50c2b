import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where a released version is named, in commands and manifests that users copy. */
const NAMED =
  /(?<prefix>openstack-attest@|\battest:|attest\/ci\/github@v|OWNER\/attest v|ref: v)(?<version>\d+\.\d+\.\d+)\b/g

/** Written by hand, and about the version that is current. The CHANGELOG is about all of them. */
const FOLDERS = ['docs', 'ci']
const FILES = ['README.md', 'CONTRIBUTING.md']

export interface NamedVersion {
  /** From the root of the repository. */
  readonly path: string
  readonly version: string
}

/** Every place in documents, templates and manifests that names a version of Attest. */
export function namedVersions(root: string): readonly NamedVersion[] {
  return pathsOf(root).flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(NAMED)].map(({ groups }) => ({
      path,
      version: groups?.version ?? '',
    })),
  )
}

/** A text with another version in all these places. */
export function renamed(text: string, version: string): string {
  return text.replaceAll(NAMED, (_, prefix: string) => `${prefix}${version}`)
}

/** The files in which {@link namedVersions} looks. */
export function pathsOf(root: string): readonly string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(ts|png)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  )
  return [...FILES, ...inFolders].sort()
}
