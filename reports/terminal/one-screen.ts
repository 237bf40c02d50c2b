/** A part of the output in all possible lengths, from the longest to the shortest. */
export interface Section {
  readonly lengths: readonly (readonly string[])[]
}

/** A height of the terminal that most people have. */
const SCREEN = 40

/**
 * The sections one below the other, a blank line between two, so that all fit on one screen: each is as
 * short as it can be, and those that come first are the first to become longer. Where even the shortest
 * do not fit, they are what is printed.
 */
export function oneScreen(sections: readonly Section[], lines = SCREEN): readonly string[] {
  const chosen = sections.map(({ lengths }) => lengths.at(-1) ?? [])
  sections.forEach(({ lengths }, index) => {
    for (const longer of lengths) {
      const others = chosen.toSpliced(index, 1, longer)
      if (joined(others).length > lines) continue
      chosen[index] = longer
      break
    }
  })
  return joined(chosen)
}

function joined(sections: readonly (readonly string[])[]): readonly string[] {
  return sections
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]))
}
