import type { PageFile } from './packed-page.ts'

interface Tree {
  readonly groupsById: Readonly<Record<string, { leaves?: string[] }>>
  readonly leavesById: Readonly<Record<string, { name: string; groupOrder?: number }>>
}

const natural = new Intl.Collator('en', { numeric: true })

/**
 * The files of a page, with the cases of each requirement in the order of microversions: 2.9 is before
 * 2.10. Allure has them in the order in which they began, which is left to chance.
 */
export function withOrderedCases(files: readonly PageFile[]): readonly PageFile[] {
  return files.map((file) =>
    /^widgets\/(.+\/)?tree\.json$/.test(file.name)
      ? {
          ...file,
          content: Buffer.from(JSON.stringify(ordered(JSON.parse(file.content.toString())))),
        }
      : file,
  )
}

function ordered(tree: Tree): Tree {
  const { groupsById, leavesById } = tree
  for (const group of Object.values(groupsById)) {
    const nameOf = (leaf: string) => leavesById[leaf]?.name ?? ''
    group.leaves?.sort((a, b) => natural.compare(nameOf(a), nameOf(b)))
    for (const [index, id] of (group.leaves ?? []).entries()) {
      const leaf = leavesById[id]
      if (leaf !== undefined) leaf.groupOrder = index + 1
    }
  }
  return tree
}
