import { closeSessions, openSessions } from '../src/discover/open-sessions.ts'
import { placeOf } from '../src/discover/place.ts'
import { Journal, now } from '../src/journal/journal.ts'
import { readUnchanged } from '../src/journal/read-journal.ts'
import { whileAlone } from '../src/run/run-lock.ts'
import type { Settings } from '../src/settings/settings.ts'
import { servicesFor } from '../suites/suites.ts'
import { meansReferenceCloud, wasEmbedded } from './embedded.ts'
import { UsageError } from './errors/usage-error.ts'
import { CleanUpTime } from './interruption/clean-up-time.ts'
import { refuseUnknownOptions } from './known-options.ts'
import { readSettings } from './read-settings.ts'
import { contractsOfRun } from './scope/contracts-of-run.ts'
import { refuseOtherProject } from './scope/refuse-other-project.ts'
import { cleanUpRun } from './steps/4-clean-up.ts'
import { accessOfPersonas } from './steps/run-basis.ts'
import { openRunDirectory, type RunDirectory } from './steps/run-directory.ts'

/** What was left of a run, and what is left now. */
export interface CleanedUpLater {
  /** Id of the run. */
  readonly run: string
  /** True when the run was on the embedded reference cloud, which ended with it. */
  readonly embedded: boolean
  /** How many resources its journal names that were not gone. */
  readonly outstanding: number
  /** Resources that are still there. */
  readonly leaked: readonly { readonly kind: string; readonly id: string; readonly name: string }[]
  /** Why it is not known whether more is left; absent when it is known. */
  readonly unseen?: string
}

/**
 * Removes what a run that ended without doing so has left on its cloud. `named` is the folder of the run.
 * Without a cloud in the settings, the entry of clouds.yaml with the name of the run's target is used. Throws
 * UsageError for another cloud or project than that of the run, and refuses a journal that was changed,
 * because it may name resources that the run did not create.
 */
export async function cleanUp(
  named: string,
  options: { readonly settings?: Settings } = {},
): Promise<CleanedUpLater> {
  refuseUnknownOptions('cleanUp', options, { settings: true })
  const { settings = readSettings() } = options
  const directory = openRunDirectory(named)
  return whileAlone(directory.path, () => cleanUpAlone(directory, settings))
}

async function cleanUpAlone(directory: RunDirectory, settings: Settings): Promise<CleanedUpLater> {
  const { record } = await readUnchanged(directory.journal, { mayExplore: true })
  const { run, target, personaAccess, resources } = record
  const outstanding = resources.filter((resource) => !resource.gone).length
  if (wasEmbedded(target, settings)) return { run, embedded: true, outstanding, leaked: [] }
  const member = settings.cloud ?? (meansReferenceCloud(settings) ? target.name : undefined)
  const contracts = contractsOfRun(record)
  const sessions = await openSessions(
    { ...settings.personas, ...(member !== undefined && { member }) },
    placeOf(undefined, servicesFor(contracts)),
    undefined,
    settings.deadlines.answerMs === undefined ? {} : { answerMs: settings.deadlines.answerMs },
    settings.limits,
  )
  try {
    const authUrl = sessions.get('member')?.config.authUrl
    if (authUrl !== target.authUrl) {
      throw new UsageError(
        `the run was on ${target.authUrl}, but ${member ?? 'the cloud of the OS_* variables'} is ${authUrl}: name the run's own cloud with --cloud`,
      )
    }
    refuseOtherProject(personaAccess, sessions)
    const journal = new Journal(directory.journal)
    journal.append({
      ...{ type: 'clean-up-begun', at: now() },
      personaAccess: accessOfPersonas(sessions),
    })
    const { bootMs: deadlineMs, cleanUpMs } = settings.deadlines
    const time = new CleanUpTime(cleanUpMs)
    const { signal } = time
    const options = { run, journal, sessions, contracts, deadlineMs, signal }
    const { left: leaked, unseen } = await cleanUpRun(options)
    time.close()
    journal.close()
    return { run, embedded: false, outstanding, leaked, ...(unseen !== undefined && { unseen }) }
  } finally {
    await closeSessions(sessions)
  }
}
