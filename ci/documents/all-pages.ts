import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../src/package-root.ts'

/** The pages at the top that have no page of contents over them. */
export const AT_THE_TOP = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md']

/** Every page of the repository that is written for readers, as a path from its root. */
export function allPages(): string[] {
  const inDocs = readdirSync(join(packageRoot, 'docs'), { recursive: true, encoding: 'utf8' })
  return [
    ...AT_THE_TOP,
    ...inDocs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`),
  ]
}
