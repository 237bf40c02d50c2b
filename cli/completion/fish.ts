import type { CommandEntry } from './command-tree.ts'

/** The completion of `attest` for fish: commands and options with their help. */
export function fishCompletion(tree: readonly CommandEntry[]): string {
  const lines = tree.flatMap((entry) => {
    const here = `-n ${quoted(condition(entry))}`
    const commands = entry.subcommands.map((name) => {
      const summary =
        tree.find(({ path }) => path === `${entry.path} ${name}`.trim())?.summary ?? ''
      return `complete -c attest -f ${here} -a ${name} -d ${quoted(summary)}`
    })
    const options = entry.options.map(({ long, short, takesValue, description }) => {
      const letter = short === undefined ? '' : ` -s ${short.slice(1)}`
      const value = takesValue ? ' -r' : ''
      return `complete -c attest ${here} -l ${long.slice(2)}${letter}${value} -d ${quoted(description)}`
    })
    return [...commands, ...options]
  })
  return `# Completion of attest for fish, made by attest completion fish.\n${lines.join('\n')}\n`
}

/** Where the command is the last one that was typed. */
function condition({ path, subcommands }: CommandEntry): string {
  const seen = path.split(' ').filter((word) => word !== '')
  if (seen.length === 0) return '__fish_use_subcommand'
  const all = seen.map((word) => `__fish_seen_subcommand_from ${word}`)
  const none =
    subcommands.length === 0 ? [] : [`not __fish_seen_subcommand_from ${subcommands.join(' ')}`]
  return [...all, ...none].join('; and ')
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
