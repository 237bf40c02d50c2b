import type { UpstreamFiles } from '../upstream/git-files.ts'

/** Files of upstream that stand in a test. */
export function filesOf(texts: Readonly<Record<string, string>>): UpstreamFiles {
  return { read: (path) => texts[path], prepare: () => {} }
}
