import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { packageRoot } from '../../src/package-root.ts'
import { checkRelease, preparationProblem } from './check-release.ts'
import { makeArtifacts } from './make-artifacts.ts'
import { prepareRelease } from './prepare-release.ts'

const program = new Command('release')
  .description('Checks that everything agrees on a version, and makes what is published.')
  .option('--dry-run', 'the tag need not be there yet, and the work tree may have changes')
  .option('--prepare <version>', 'write this version wherever one is named, and stop')
  .option('--out <folder>', 'where to put the files', 'release')
  .action((flags: { dryRun?: boolean; prepare?: string; out: string }) => {
    if (flags.prepare !== undefined) {
      if (!/^\d+\.\d+\.\d+$/.test(flags.prepare)) {
        program.error(`release: --prepare ${flags.prepare}: expected a version such as 0.2.0`, {
          exitCode: 2,
        })
      }
      const problem = preparationProblem(packageRoot, flags.prepare)
      if (problem !== undefined) program.error(`release: ${problem}`, { exitCode: 2 })
      prepareRelease(packageRoot, flags.prepare, new Date().toISOString().slice(0, 10))
      return
    }
    const dryRun = flags.dryRun === true
    const { version, problems, warnings } = checkRelease(packageRoot, { dryRun })
    for (const warning of warnings) process.stderr.write(`release: warning: ${warning}\n`)
    for (const problem of problems) process.stderr.write(`release: ${problem}\n`)
    if (problems.length > 0) {
      process.exitCode = 1
      return
    }
    const folder = resolve(flags.out)
    for (const name of makeArtifacts(packageRoot, version, folder)) {
      process.stdout.write(`${join(flags.out, name)}\n`)
    }
  })

program.parse()
