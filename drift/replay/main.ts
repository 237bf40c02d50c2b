import { Command } from 'commander'
import { loadContracts } from '../../src/openapi/load-contract.ts'
import { loadSources, pathsOf } from '../facts/sources.ts'
import { Replay } from './replay.ts'
import { touchingCommits } from './touching-commits.ts'

// Replays the history of a repository: which commits change what the contract is held to?

interface Options {
  readonly service: string
  readonly git: string
  readonly ref: string
  readonly also: readonly string[]
  readonly document?: string
  readonly python: string
}

const { service, git, ref, also, document, python } = new Command('replay')
  .requiredOption('--service <name>', 'whose history')
  .requiredOption('--git <dir>', 'a checkout or a bare repository')
  .option('--ref <ref>', 'the newest commit', 'HEAD')
  .option('--also <path...>', 'what references include: parameter file, folders of samples', [])
  .option('--document <name>', 'only this one of the service')
  .option('--python <program>', 'evaluates the schemas', 'python3')
  .parse()
  .opts<Options>()

const all = loadSources(service)
const chosen = Object.entries(all.documents).filter(([name]) => (document ?? name) === name)
const sources = { ...all, documents: Object.fromEntries(chosen) }
const contracts = [...loadContracts().values()].filter((one) => one.service === service)
const paths = [...pathsOf(sources), ...also]
const commits = touchingCommits(git, ref, paths)
const replay = new Replay(git, sources, contracts, python, paths, commits)
const counts = { reported: 0, words: 0, same: 0, unreadable: 0 }
for (const commit of commits) {
  const replayed = replay.of(commit)
  counts[replayed.code] += 1
  const { id, date, title } = commit
  process.stdout.write(`${replayed.code}\t${date}\t${id.slice(0, 10)}\t${title}\n`)
  if (replayed.code === 'unreadable') process.stdout.write(`    ${replayed.problem}\n`)
  if (replayed.code === 'words') {
    process.stdout.write(`    ~ ${replayed.operations.join(', ')}\n`)
  }
  if (replayed.code !== 'reported') continue
  for (const one of replayed.came) process.stdout.write(`    + ${one}\n`)
  for (const one of replayed.went) process.stdout.write(`    - ${one}\n`)
}
process.stdout.write(`${JSON.stringify(counts)}\n`)
