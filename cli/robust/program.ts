import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { packageRoot } from '../../src/package-root.ts'

/** The program as users start it: compiled, in its own process. */
export const PROGRAM = join(packageRoot, 'dist', 'cli', 'main.js')

export interface Ended {
  /** null after a signal. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly ms: number
}

export interface Started {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** The output so far. */
  readonly output: () => string
}

/** Starts the program in a folder, with only the PATH of this process's environment. */
export function startProgram(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
  program: string = PROGRAM,
): Started {
  const begun = performance.now()
  const { PATH = '' } = process.env
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { PATH, HOME: cwd, NO_COLOR: '1', ...env },
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('close', (code) => {
      // Node warns of leaks and of what it will not do any more: that is a defect, whatever the run says.
      if (/\(node:\d+\).*Warning/.test(stderr)) reject(new Error(stderr))
      else resolve({ code, stdout, stderr, ms: performance.now() - begun })
    })
  })
  return { child, ended, output: () => stdout + stderr }
}

export interface CloudProcess {
  readonly cloudsFile: string
  stop(): Promise<void>
}

/** Serves the reference cloud in its own process, so that it survives all runs. */
export async function startCloud(
  cwd: string,
  options: readonly string[] = [],
): Promise<CloudProcess> {
  const cloudsFile = join(cwd, 'clouds.yaml')
  const cloud = startProgram(['cloud', '--clouds-file', cloudsFile, ...options], cwd)
  while (!cloud.output().includes('reference cloud ready')) {
    if (cloud.child.exitCode !== null) throw new Error(`no cloud: ${cloud.output()}`)
    await sleep(50)
  }
  return {
    cloudsFile,
    async stop() {
      cloud.child.kill('SIGTERM')
      await cloud.ended
    },
  }
}

/** Waits until a file contains the text. */
export async function untilWritten(file: string, text: string): Promise<void> {
  while (!existsSync(file) || !readFileSync(file, 'utf8').includes(text)) await sleep(20)
}

/** The options for all personas of a reference cloud. */
export const ALL_PERSONAS: readonly string[] = [
  ...['--cloud', 'reference'],
  ...['reader', 'guest', 'stranger', 'admin'].flatMap((name) => [
    '--persona',
    `${name}=reference-${name}`,
  ]),
]

/** The results of the run in this folder. */
export const resultsIn = (out: string) =>
  JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'))
