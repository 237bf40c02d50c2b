import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { packageRoot } from '../../src/package-root.ts'

const FOLDER = join(packageRoot, 'cli', 'commands')

/** The command line of the program, as `cli/main.ts` puts it together, with no command performed. */
export async function attestCommands(): Promise<Command> {
  const program = new Command('attest').exitOverride()
  for (const file of readdirSync(FOLDER)) {
    if (!file.endsWith('.ts') || file.includes('.test.')) continue
    const module: Readonly<Record<string, unknown>> = await import(join(FOLDER, file))
    for (const [name, add] of Object.entries(module)) {
      if (/^add\w+Command$/.test(name) && typeof add === 'function') add(program)
    }
  }
  return program
}

/** What is wrong with a command line (without the name of the program); undefined where nothing is. */
export function problemOf(program: Command, words: readonly string[]): string | undefined {
  const [name, ...rest] = words
  if (program.commands.length > 0 && !(name?.startsWith('-') ?? true)) {
    const command = program.commands.find((each) => each.name() === name)
    return command === undefined ? `no command ${name}` : problemOf(command, rest)
  }
  program.exitOverride().configureOutput({ writeErr: () => {} })
  try {
    const { operands, unknown } = program.parseOptions([...words])
    const foreign = unknown.filter((word) => !['-h', '--help', '-V', '--version'].includes(word))
    if (foreign.length > 0) return `no option ${foreign.join(' ')}`
    if (unknown.length > 0) return undefined
    const wanted = program.registeredArguments
    const least = wanted.filter(({ required }) => required).length
    const most = wanted.some(({ variadic }) => variadic) ? Number.POSITIVE_INFINITY : wanted.length
    const fits = operands.length >= least && operands.length <= most
    return fits ? undefined : `${operands.length} arguments in place of ${least}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
