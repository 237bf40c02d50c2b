import { CommanderError } from 'commander'
import { NotBegunError } from '../../api/errors/not-begun-error.ts'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import { withoutLongValues } from '../long-values.ts'
import { EXIT } from './exit-codes.ts'
import { systemFault } from './system-fault.ts'

/** Names of the errors that are about the user's input; all others are defects of Attest. */
const ABOUT_INPUT: ReadonlySet<string> = new Set([
  'AttestationError',
  'AuthenticationError',
  'ConfigurationError',
  'ContractError',
  'DiscoveryError',
  'FileWriteError',
  'JournalError',
  'JournalWriteError',
  'MergeError',
  'MicroversionSyntaxError',
  'MissingEndpointError',
  'NotBegunError',
  'QueryError',
  'RefusedError',
  'ResultsError',
  'RunDirectoryError',
  'RunLockError',
  'ServiceVersionsError',
  'SettingsError',
  'SiteError',
  'TemporaryFolderError',
  'TotalsError',
  'UnknownCloudFaultError',
  'UnknownReleaseError',
  'UnreachableError',
  'UpstreamError',
  'UsageError',
])

/**
 * Prints in one line why the command cannot continue, and returns the exit code. A defect of Attest
 * itself is reported as such; ATTEST_DEBUG=1 adds the stack.
 */
export function complain(error: unknown): number {
  if (error instanceof Error && ABOUT_INPUT.has(error.name)) {
    const code = refuse(error.message)
    return error instanceof NotBegunError && error.cause === 'interrupted' ? EXIT.interrupted : code
  }
  const fault = systemFault(error)
  if (fault !== undefined) return refuse(fault)
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  const stack = process.env.ATTEST_DEBUG && error instanceof Error ? `\n${error.stack}` : ''
  process.stderr.write(
    `attest: a defect of Attest itself (${error instanceof Error ? error.name : 'error'}: ${withoutLongValues(escapeControls(line))}); please report it, ATTEST_DEBUG=1 shows where${stack}\n`,
  )
  return EXIT.couldNotRun
}

function refuse(message: string): number {
  const line = escapeControls(message.replaceAll(/\s*\n\s*/g, ' '))
  process.stderr.write(`attest: ${withoutLongValues(line)}\n`)
  return EXIT.couldNotRun
}

/**
 * Ends a program after an exception: returns its exit code, and prints the error unless Commander
 * has done so.
 */
export function exitCodeAfter(error: unknown): number {
  if (!(error instanceof CommanderError)) return complain(error)
  // Commander has already printed its message; only help and version are successful.
  return error.exitCode === 0 ? 0 : EXIT.couldNotRun
}
