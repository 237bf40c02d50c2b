#!/usr/bin/env node
import { Command } from 'commander'
import { packageVersion } from '../src/package-root.ts'
import { cleanStream } from '../src/redaction/clean-stream.ts'
import { addBugReportCommand } from './commands/bug-report.ts'
import { addCertifyCommand } from './commands/certify.ts'
import { addCleanupCommand } from './commands/cleanup.ts'
import { addCloudCommand } from './commands/cloud.ts'
import { addCompareCommand } from './commands/compare.ts'
import { addCompletionCommand } from './commands/completion.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addExplainCommand } from './commands/explain.ts'
import { addExploreCommand } from './commands/explore.ts'
import { addMergeCommand } from './commands/merge.ts'
import { addMonitorCommand } from './commands/monitor.ts'
import { addPlanCommand } from './commands/plan.ts'
import { addPublishCommand } from './commands/publish.ts'
import { addQueryCommand } from './commands/query.ts'
import { addReportCommand } from './commands/report.ts'
import { addReproduceCommand } from './commands/reproduce.ts'
import { addResumeCommand } from './commands/resume.ts'
import { addRunCommand } from './commands/run.ts'
import { addShowCommand } from './commands/show.ts'
import { addSignCommand } from './commands/sign.ts'
import { addSiteCommand } from './commands/site.ts'
import { addSpecCommand } from './commands/spec.ts'
import { addVerifyCommand } from './commands/verify.ts'
import { addWaiveCommand } from './commands/waive.ts'
import { complain, exitCodeAfter } from './errors/complain.ts'
import { ignoreBrokenPipe } from './ignore-broken-pipe.ts'
import { withoutLongValues } from './long-values.ts'
import { DESCRIPTION, EXAMPLES } from './version/about.ts'

// Files that this process and its libraries create are readable by their owner only.
process.umask(0o077)

const program = new Command('attest')
  .description(DESCRIPTION)
  .version(
    packageVersion,
    '-V, --version',
    'output the version; with --json more of the installation',
  )
  .showSuggestionAfterError()
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(inOneLine(text)) })
  .configureHelp({ showGlobalOptions: true })
  .addHelpText('after', `\n${EXAMPLES}`)

function inOneLine(text: string): string {
  const line = text
    .trim()
    .replace(/^error: /, '')
    .replaceAll(/\s*\n\s*/g, ' ')
  return `attest: ${withoutLongValues(line)}; --help lists commands and options\n`
}

for (const add of [
  addRunCommand,
  addDoctorCommand,
  addPlanCommand,
  addExplainCommand,
  addExploreCommand,
  addReportCommand,
  addShowCommand,
  addReproduceCommand,
  addWaiveCommand,
  addCompareCommand,
  addMergeCommand,
  addCertifyCommand,
  addSignCommand,
  addVerifyCommand,
  addPublishCommand,
  addSiteCommand,
  addQueryCommand,
  addMonitorCommand,
  addResumeCommand,
  addCleanupCommand,
  addCloudCommand,
  addSpecCommand,
  addBugReportCommand,
  addCompletionCommand,
]) {
  add(program)
}

// Node would end with 1, which means that the target broke a promise.
process.on('uncaughtException', (error) => process.exit(complain(error)))
for (const stream of [process.stdout, process.stderr]) {
  ignoreBrokenPipe(stream)
  cleanStream(stream)
}

try {
  const words = process.argv.slice(2).toSorted().join(' ')
  if (words === '--json --version' || words === '--json -V') {
    const { versionFacts } = await import('./version/version-facts.ts')
    process.stdout.write(`${JSON.stringify(versionFacts(), undefined, 2)}\n`)
  } else await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeAfter(error)
}
