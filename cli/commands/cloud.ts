import { type Command, Option } from 'commander'
import { upTo } from '../count-option.ts'
import { UsageError } from '../errors/usage-error.ts'

interface CloudFlags {
  readonly port: number
  readonly release?: string
  readonly cloudsFile?: string
  readonly latency?: number
  readonly window?: number
  readonly seed?: number
  readonly fault?: string
  readonly faults?: boolean
  readonly tellStates?: boolean
}

export function addCloudCommand(program: Command): void {
  program
    .command('cloud')
    .summary('serve the reference cloud')
    .description(
      'Serves the reference cloud, an OpenStack in memory that keeps every promise, until it is ' +
        'ended with Ctrl-C. One line on stdout tells when it is ready.',
    )
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', upTo(65_535), 0)
    .option('--release <name>', 'OpenStack release whose versions it has (default: the newest)')
    .option('--clouds-file <file>', 'write a clouds.yaml with its five users there')
    .option('--latency <ms>', 'how long resources take to change their state', upTo(600_000))
    .option(
      '--window <ms>',
      'let services disagree for up to so long after each change, as real ones do',
      upTo(60_000),
    )
    .option('--seed <number>', 'what decides these times (default: chance)', upTo(2 ** 32 - 1))
    .option('--fault <id>', 'a promise that it breaks, to see whether tests notice that')
    .option('--faults', 'print the faults that it can have, and exit')
    .addOption(
      new Option('--tell-states', 'print each change of the state of a resource').hideHelp(),
    )
    .action(async (flags: CloudFlags) => {
      const { CLOUD_FAULTS, findCloudFault } = await import('../../reference-cloud/cloud-faults.ts')
      const { isSequenceFault, SEQUENCE_FAULTS } = await import(
        '../../reference-cloud/sequence-faults/sequence-faults.ts'
      )
      if (flags.faults === true) {
        const inSequence = Object.entries(SEQUENCE_FAULTS).map(
          ([id, { sentence }]) => [id, sentence] as const,
        )
        for (const [id, sentence] of [...Object.entries(CLOUD_FAULTS), ...inSequence]) {
          process.stdout.write(`${id}: ${sentence}\n`)
        }
        return
      }
      const { serveReferenceCloud } = await import('../../reference-cloud/serve.ts')
      const { port, release, cloudsFile, latency, window, seed } = flags
      const { fault } = flags
      const faults =
        fault === undefined
          ? {}
          : isSequenceFault(fault)
            ? { sequenceFault: fault }
            : { fault: findCloudFault(fault) }
      const cloud = await serveReferenceCloud({
        port,
        ...(release !== undefined && { release }),
        ...(cloudsFile !== undefined && { cloudsFile }),
        ...(latency !== undefined && { latencyMs: latency }),
        ...(window !== undefined && { windowMs: window }),
        ...(seed !== undefined && { windowSeed: seed }),
        ...faults,
        ...(flags.tellStates && { onState: printState }),
      }).catch((error: unknown) => {
        throw unusable(error, flags)
      })
      process.stdout.write(`reference cloud ready: ${cloud.authUrl} (${cloud.release})\n`)
      const end = (): void => void cloud.close().then(() => process.exit(0))
      process.once('SIGINT', end)
      process.once('SIGTERM', end)
    })
}

/** For the bench, which measures how soon Attest sees a state. */
function printState(id: string, state: string): void {
  process.stdout.write(`${JSON.stringify({ at: Date.now(), id, state })}\n`)
}

/** The error of the system about a port or a file, in words about the option. */
function unusable(error: unknown, { port, cloudsFile }: CloudFlags): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'EADDRINUSE') {
    return new UsageError(`--port ${port} is in use: expected a free port; 0 takes one`)
  }
  if ('syscall' in error && error.syscall === 'open') {
    return new UsageError(`--clouds-file ${cloudsFile} cannot be written (${String(error.code)})`)
  }
  return error
}
