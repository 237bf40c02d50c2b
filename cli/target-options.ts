import { type Command, Option } from 'commander'
import { addOptionsOfServices, limitOptions, wishOptions } from './service-options.ts'

/** Options of every command that talks to a cloud, as commander gives them. */
export interface TargetFlags {
  readonly cloud?: string
  readonly persona?: string[]
  readonly config?: string
  readonly release?: string
  readonly maxRequestsPerSecond?: string
  readonly json?: boolean
}

/** Options that say how much of the contract a run is about. */
export interface ScopeFlags {
  /** The documents that are tested in place of the default ones. */
  readonly document?: string[]
  readonly microversions?: string
  readonly requirement?: string[]
  readonly operation?: string[]
  /** One case of each operation, status and microversion. */
  readonly quick?: boolean
  /** What a certificate would be about, in place of the other choices. */
  readonly profile?: string
  /** `2/4`: the second of four parts. */
  readonly shard?: string
}

const collect = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  value,
]

/** Adds the options that say which target is meant and what of it is used. */
export function addTargetOptions(command: Command): Command {
  return addOptionsOfServices(command, wishOptions())
    .option(
      '--cloud <name>',
      'entry of clouds.yaml to test; without it the OS_* variables, else the embedded reference cloud',
    )
    .option(
      '--persona <name=entry>',
      'cloud entry of a persona: reader, guest, stranger or admin (repeatable)',
      collect,
    )
    .option('--config <file>', 'settings (default: attest.yaml, if there is one)')
    .option('--max-requests-per-second <number>', 'send no more than these (default: no limit)')
    .addOption(
      new Option('--release <name>', 'OpenStack release that the embedded reference cloud plays'),
    )
}

/** Adds the option that says which documents are meant. */
export function addDocumentOption(command: Command): Command {
  return command.option(
    '--document <id>',
    'test this API document in place of the default ones, named as attest spec list does (repeatable)',
    collect,
  )
}

/** Adds the options that narrow a plan. */
export function addScopeOptions(command: Command): Command {
  return addOptionsOfServices(addDocumentOption(command), limitOptions())
    .option(
      '--microversions <which>',
      'changes (default), edges, all, or a list such as 2.1,2.60,3.44',
    )
    .option(
      '--requirement <glob>',
      'only requirements like these, such as *:409:* (repeatable)',
      collect,
    )
    .option(
      '--profile <name>',
      'what a certificate is about: a release such as zed, or <service>-<first>..<last>',
    )
    .option('--operation <id>', 'only this operation, <service>.<name> (repeatable)', collect)
    .option('--quick', 'only one case of each operation, status and microversion: a first look')
    .option(
      '--shard <i/n>',
      'only part I of N, about as costly as the others; attest merge joins them',
    )
}

export { collect }
