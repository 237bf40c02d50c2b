import type { CommandEntry, OptionEntry } from './command-tree.ts'

/**
 * A page for `man`, from the same tree as the help. It names no date and no version, so that it changes
 * only when the help does.
 */
export function manPage(tree: readonly CommandEntry[], { end }: { readonly end: string }): string {
  const [program, ...commands] = tree
  if (program === undefined) throw new RangeError('no program')
  return [
    '.TH ATTEST 1 "" "Attest" "User Commands"',
    '.SH NAME',
    text('attest - tests whether a cloud keeps the promises of API documents'),
    '.SH SYNOPSIS',
    '.B attest',
    text('command [options]'),
    '.SH DESCRIPTION',
    text(program.description),
    '.SH OPTIONS',
    ...program.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...commands.flatMap((command) => [
      `.SS ${quotedLine(`attest ${command.path} ${command.usage}`.trim())}`,
      text(command.description),
      ...command.arguments.flatMap(({ name, description }) => [
        '.TP',
        `.I ${plain(name)}`,
        text(description),
      ]),
      ...command.options.flatMap(optionLines),
    ]),
    '.SH EXAMPLES AND EXIT CODES',
    '.nf',
    ...end.trim().split('\n').map(text),
    '.fi',
    '',
  ].join('\n')
}

function optionLines({ flags, description }: OptionEntry): string[] {
  return ['.TP', `.B ${plain(flags)}`, text(description)]
}

/** A line of text, which must not begin like a request. */
function text(line: string): string {
  return plain(line).replace(/^(?=[.'])/, '\\&')
}

function quotedLine(line: string): string {
  return `"${plain(line).replaceAll('"', '\\(dq')}"`
}

/** Characters that mean something to roff, or that it has its own names for. */
function plain(line: string): string {
  return line.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('’', '\\(cq')
}
