import { Interruption } from '../api/interruption/interruption.ts'
import { resuming } from '../api/resume.ts'
import type { Results } from '../reports/results/results-schema.ts'
import { originsOf } from '../src/discover/open-sessions.ts'
import { baselineFor } from './baseline.ts'
import { settingsOf } from './command-settings.ts'
import { warnOfInsecurity } from './insecure-transport.ts'
import { progressOf } from './progress/open-progress.ts'
import { tellNotes } from './progress/tell-notes.ts'
import { reportRun } from './report-run.ts'
import type { TargetFlags } from './target-options.ts'

export interface ResumeFlags extends TargetFlags {
  readonly maxServers?: string
  readonly maxVolumes?: string
  readonly maxTime?: string
  readonly baseline?: string
  readonly verbose?: boolean
}

/** `attest resume`: continues a run at the end of its journal. Returns the exit code. */
export async function resumeRun(named: string, flags: ResumeFlags): Promise<number> {
  const started = performance.now()
  const settings = settingsOf(flags)
  const interruption = new Interruption({ ...settings.limits, started })
  let baseline: Results | undefined
  try {
    return await resuming(
      named,
      {
        ...{ settings, started, interruption, openProgress: progressOf(flags) },
        ...(flags.release !== undefined && { release: flags.release }),
        async onRead({ shard, planned }) {
          const wanted = new Set<string>(planned.map(({ requirement }) => requirement))
          baseline = await baselineFor(flags.baseline, shard !== undefined, ({ requirement }) =>
            wanted.has(requirement),
          )
        },
        onDiscovered(discovered) {
          warnOfInsecurity(originsOf(discovered.sessions).all)
          tellNotes(discovered)
        },
      },
      ({ directory }) => reportRun(directory.path, { json: flags.json === true, baseline }),
    )
  } finally {
    interruption.close()
  }
}
