import { type Command, Option } from 'commander'
import { PLAN_REQUEST, type PlanRequest } from '../api/scope/plan-request.ts'
import type { Beginning } from '../src/journal/events/run-events.ts'
import { addOptionsOfServices, limitOptions, wishOptions } from './service-options.ts'

/** Options of every command that talks to a cloud, as commander returns them. */
export interface TargetFlags {
  readonly cloud?: string
  readonly persona?: string[]
  readonly config?: string
  readonly release?: string
  readonly maxRequestsPerSecond?: string
  readonly json?: boolean
  /** Not an option: what the run began as, with the settings that were corrected. */
  readonly beganAs?: readonly Beginning[]
}

/** Options that select a part of the contract. */
export interface ScopeFlags extends PlanRequest {
  /** The documents to test instead of the default ones. */
  readonly document?: string[]
  readonly microversions?: string
  /** The earlier run whose cases that did not pass are wanted: `onlyCases`, which is no option of its own. */
  readonly failedOf?: string
}

/** What of the flags says which promises are wanted. */
export function requestOf(flags: ScopeFlags): PlanRequest {
  return Object.fromEntries(
    Object.entries(flags).filter(([name]) => Object.hasOwn(PLAN_REQUEST, name)),
  )
}

const collect = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  value,
]

/** Adds the options that choose the target and what of it is used. */
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
    .option(
      '--max-requests-per-second <number>',
      'the most requests per second (default: no limit)',
    )
    .addOption(
      new Option(
        '--release <name>',
        'OpenStack release whose versions the embedded reference cloud has',
      ),
    )
}

/** Adds the option that chooses the documents. */
export function addDocumentOption(command: Command): Command {
  return command.option(
    '--document <id>',
    'test this API document instead of the default ones, named as in attest spec list (repeatable)',
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
      'only requirements that match, such as *:409:* (repeatable)',
      collect,
    )
    .option(
      '--profile <name>',
      'what a certificate is about: a release such as zed, or <service>-<first>..<last>',
    )
    .option('--operation <id>', 'only this operation, <service>.<name> (repeatable)', collect)
    .option(
      '--status <code>',
      'only promises of this status, such as 409 or 4xx (repeatable)',
      collect,
    )
    .option('--level <level>', 'only MUST, or only SHOULD', collect)
    .option('--as <persona>', 'only what is sent as this persona (repeatable)', collect)
    .option(
      '--failed-of <run>',
      'only the cases of this run (folder or results.json) that did not pass',
    )
    .option('--quick', 'only one case of each operation, status and microversion, for a quick look')
    .option(
      '--shard <i/n>',
      'only part I of N, with about the same cost as the others; attest merge joins them',
    )
}

export { collect }
