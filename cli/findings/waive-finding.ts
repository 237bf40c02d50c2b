import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { findRunDirectory } from '../../api/steps/run-directory.ts'
import { writeAtomically } from '../../reports/files/write-atomically.ts'
import { findingWaivers } from '../../reports/findings/finding-waivers.ts'
import { findingNamed, findingsOf } from '../../reports/findings/findings.ts'
import { packagedLookup } from '../../reports/operation-lookup.ts'
import { shortened } from '../../reports/text/escape-controls.ts'
import { readJournal } from '../../src/journal/read-journal.ts'
import { withWaivers } from '../../src/settings/waivers-text.ts'
import { UsageError } from '../errors/usage-error.ts'

export interface WaiveFlags {
  readonly owner: string
  readonly until: string
  readonly reason?: string
  readonly issue?: string
  readonly file: string
}

/** `attest waive`: writes waivers of a finding into a file. Throws UsageError and SettingsError. */
export async function waiveFinding(run: string, named: string, flags: WaiveFlags): Promise<void> {
  const { owner, until, reason, issue, file } = flags
  refuseDay(until)
  const record = await readJournal(findRunDirectory(run).journal)
  const finding = findingNamed(findingsOf(record, packagedLookup), named)
  if (finding === undefined) {
    throw new UsageError(
      `${shortened(named, 100)} is no finding of this run; attest show ${run} lists them`,
    )
  }
  const waivers = findingWaivers(finding, {
    ...{ owner, expires: until },
    ...(reason !== undefined && { reason }),
    ...(issue !== undefined && { issue }),
  })
  if (waivers.length === 0) {
    throw new UsageError(
      `${finding.id} cannot be waived: a waiver excuses cases that failed, and it has none`,
    )
  }
  const path = resolve(file)
  const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined
  await writeAtomically(path, withWaivers(path, before, waivers))
  const count = waivers.length === 1 ? '1 waiver' : `${waivers.length} waivers`
  process.stdout.write(
    `${count} of ${finding.id} until ${until} in ${file}: attest run --waivers ${file}\n`,
  )
}

function refuseDay(until: string): void {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until))
  if (!isDay)
    throw new UsageError(`--until ${shortened(until, 40)}: expected a day such as 2031-12-31`)
  if (until < new Date().toISOString().slice(0, 10)) {
    throw new UsageError(`--until ${until} is past: expected a day to come`)
  }
}
