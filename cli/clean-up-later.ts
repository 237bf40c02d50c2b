import { CleanUpTime } from '../api/interruption/clean-up-time.ts'
import { meansReferenceCloud, wasEmbedded } from '../api/steps/0-choose-target.ts'
import { cleanUpRun } from '../api/steps/4-clean-up.ts'
import { openRunDirectory, type RunDirectory } from '../api/steps/run-directory.ts'
import { escapeControls } from '../reports/text/escape-controls.ts'
import { closeSessions, openSessions } from '../src/discover/open-sessions.ts'
import { placeOf } from '../src/discover/place.ts'
import { Journal } from '../src/journal/journal.ts'
import { readUnchanged } from '../src/journal/read-journal.ts'
import { whileAlone } from '../src/run/run-lock.ts'
import { servicesFor } from '../suites/suites.ts'
import { settingsOf } from './command-settings.ts'
import { EXIT } from './errors/exit-codes.ts'
import { UsageError } from './errors/usage-error.ts'
import { jsonText } from './print-json.ts'
import { refuseOtherProject } from './refuse-other-project.ts'
import type { TargetFlags } from './target-options.ts'
import { contractsOfRun } from './tested-documents.ts'

/**
 * Cleans up after a run that ended without doing so; returns the exit code. Refuses a journal that
 * was changed, because it may name resources that the run did not create.
 */
export async function cleanUpLater(named: string, flags: TargetFlags): Promise<number> {
  const directory = openRunDirectory(named)
  return whileAlone(directory.path, () => cleanUpAlone(directory, flags))
}

async function cleanUpAlone(directory: RunDirectory, flags: TargetFlags): Promise<number> {
  const { record } = await readUnchanged(directory.journal)
  const { run, target, personaAccess, resources } = record
  const outstanding = resources.filter((resource) => !resource.gone).length
  const settings = settingsOf(flags)
  const unnamed = meansReferenceCloud(settings)
  if (wasEmbedded(target, settings)) {
    process.stdout.write(
      'The run was on the embedded reference cloud, which ended with the run: nothing is left.\n',
    )
    return EXIT.conformant
  }
  // Without a configured cloud, the entry with the name of the run's target is used; else the cloud
  // is the one that the settings or the environment name.
  const member = settings.cloud ?? (unnamed ? target.name : undefined)
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
    const { bootMs: deadlineMs, cleanUpMs } = settings.deadlines
    const time = new CleanUpTime(cleanUpMs)
    const { signal } = time
    const options = { run, journal, sessions, contracts, deadlineMs, signal }
    const { left: leaked, unseen } = await cleanUpRun(options)
    time.close()
    journal.close()
    if (flags.json === true)
      process.stdout.write(jsonText({ run, outstanding, leaked, unseen: unseen ?? null }))
    else report(outstanding, leaked, unseen)
    return leaked.length === 0 && unseen === undefined ? EXIT.conformant : EXIT.inconclusive
  } finally {
    await closeSessions(sessions)
  }
}

function report(
  outstanding: number,
  leaked: readonly { readonly kind: string; readonly id: string; readonly name: string }[],
  unseen: string | undefined,
): void {
  if (unseen !== undefined)
    process.stdout.write(`It is not known whether more is left: ${escapeControls(unseen)}\n`)
  if (leaked.length === 0) {
    if (unseen !== undefined) return
    process.stdout.write(
      outstanding === 0
        ? 'Nothing was left.\n'
        : `Removed all ${outstanding} resources that were left.\n`,
    )
    return
  }
  process.stdout.write(`Still there (${leaked.length}):\n`)
  for (const { kind, id, name } of leaked)
    process.stdout.write(`  ${kind} ${escapeControls(id)} ${escapeControls(name)}\n`)
}
