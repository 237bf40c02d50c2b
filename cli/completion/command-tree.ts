import type { Command } from 'commander'

/** A command with what can be typed behind it, as the help has it. */
export interface CommandEntry {
  /** The words after the name of the program: `spec list`; empty for the program itself. */
  readonly path: string
  readonly summary: string
  readonly description: string
  /** How its arguments are written: `<run> [name]`. */
  readonly usage: string
  readonly arguments: readonly { readonly name: string; readonly description: string }[]
  readonly options: readonly OptionEntry[]
  readonly subcommands: readonly string[]
}

export interface OptionEntry {
  /** Such as `--cloud`. */
  readonly long: string
  /** Such as `-V`. */
  readonly short: string | undefined
  /** As the help writes it: `--cloud <name>`. */
  readonly flags: string
  readonly takesValue: boolean
  readonly description: string
}

/** The program and all its commands, each before its subcommands. */
export function commandTree(command: Command, path = ''): readonly CommandEntry[] {
  const help = command.createHelp()
  const subcommands = command.commands.filter((each) => each.name() !== 'help')
  const entry: CommandEntry = {
    path,
    summary: command.summary() || command.description(),
    description: command.description(),
    usage: command.registeredArguments
      .map((each) => help.argumentTerm(each))
      .map((name, index) =>
        command.registeredArguments[index]?.required ? `<${name}>` : `[${name}]`,
      )
      .join(' '),
    arguments: command.registeredArguments.map((each) => ({
      name: each.name(),
      description: each.description,
    })),
    options: help.visibleOptions(command).map((option) => ({
      long: option.long ?? '',
      short: option.short,
      flags: option.flags,
      takesValue: option.required || option.optional,
      description: option.description,
    })),
    subcommands: subcommands.map((each) => each.name()),
  }
  return [
    entry,
    ...subcommands.flatMap((each) => commandTree(each, `${path} ${each.name()}`.trim())),
  ]
}
