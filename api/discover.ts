import { closeSessions } from '../src/discover/open-sessions.ts'
import type { Contracts } from '../src/openapi/contract.ts'
import { packagedContracts } from '../src/openapi/load-contract.ts'
import type { RequestBudget } from '../src/openstack/http/request-budget.ts'
import type { TargetAccess } from '../src/run/run-order.ts'
import { chosenDocuments } from '../src/settings/chosen-documents.ts'
import type { Settings } from '../src/settings/settings.ts'
import { UsageError } from './errors/usage-error.ts'
import { type Names, refuseUnknownOptions } from './known-options.ts'
import { readSettings } from './read-settings.ts'
import { accessOf, chooseTarget } from './steps/0-choose-target.ts'
import {
  type Discovered,
  type DiscoverOptions,
  discover as discoverWith,
} from './steps/1-discover.ts'
import { targetNotes } from './steps/target-notes.ts'

/** A cloud that was looked at, and that stays open until it is closed. */
export interface Discovery extends Discovered {
  readonly settings: Settings
  /** The documents that are tested. */
  readonly contracts: Contracts
  /** Tells the worker of the cases where the cloud is. */
  readonly access: TargetAccess
  /** What was assumed because nothing was configured, one sentence each. */
  readonly notes: readonly string[]
  /** Releases the sessions, and the reference cloud if it was started for this. */
  readonly close: () => Promise<void>
  /** Whether {@link close} was called: nothing can be sent any more. */
  readonly isClosed: () => boolean
  /** The requests that the run may still send; absent: any number. */
  readonly requests?: RequestBudget
}

export interface TargetOptions extends DiscoverOptions {
  /** What {@link readSettings} returns: without it, of `attest.yaml` in the working directory, if it is there. */
  readonly settings?: Settings
  /** By default the documents that the settings choose. */
  readonly contracts?: Contracts
  /** The release whose versions the embedded reference cloud has, where that is tested. */
  readonly release?: string
}

const KNOWN: Names<TargetOptions> = {
  ...{ settings: true, contracts: true, release: true },
  ...{ signal: true, onBrokenOff: true, requests: true },
}

/** Throws {@link UsageError} where nothing can be sent to the target any more. */
export function requireOpen({ isClosed }: Pick<Discovery, 'isClosed'>): void {
  if (isClosed()) throw new UsageError('the discovery was closed: call discover() again')
}

/**
 * Authenticates all personas and finds out what the cloud has; creates nothing there. Without a cloud in
 * the settings and the `OS_*` variables it starts the reference cloud in this process.
 *
 * Throws NotBegunError when `signal` is aborted, UsageError for an unknown option, and errors whose message
 * is one line: DiscoveryError, ConfigurationError, AuthenticationError, UnreachableError and others.
 */
export async function discover(options: TargetOptions = {}): Promise<Discovery> {
  refuseUnknownOptions('discover', options, KNOWN)
  const { settings = readSettings(), release, ...rest } = options
  const { contracts = chosenDocuments(settings, packagedContracts()) } = options
  const chosen = await chooseTarget(settings, release)
  try {
    const discovered = await discoverWith(chosen, settings, contracts, rest)
    let isClosed = false
    return {
      ...{ ...discovered, settings, contracts },
      ...(rest.requests && { requests: rest.requests }),
      access: accessOf(chosen, settings),
      notes: targetNotes(discovered),
      isClosed: () => isClosed,
      async close() {
        isClosed = true
        await closeSessions(discovered.sessions)
        await chosen.close()
      },
    }
  } catch (error) {
    await chosen.close()
    throw error
  }
}
