import { cpSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join, posix } from 'node:path'
import { makeBase } from './base-folder.ts'
import { copyContext } from './build-context.ts'
import { type Instruction, pairOf, stagesOf } from './dockerfile.ts'
import { type InsideOptions, inside } from './root-folder.ts'

/** What `docker build` leaves: the files of the last stage, and how a container is started. */
export interface Image {
  readonly root: string
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly user: string
  readonly workdir: string
  readonly env: Readonly<Record<string, string>>
  readonly volumes: readonly string[]
}

/** A step of a Dockerfile that failed, with what it printed. */
class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

export interface BuildOptions {
  readonly dockerfile: string
  /** The folder whose files `.dockerignore` lets through. */
  readonly context: string
  /** An empty folder, in which the stages are made. */
  readonly folder: string
  /** What the machine gives to RUN: a registry, a cache. */
  readonly run: Pick<InsideOptions, 'env' | 'mounts'>
}

/** Performs the stages of a Dockerfile in folders, without a daemon. Throws {@link StepFailed}. */
export async function buildImage({
  dockerfile,
  context,
  folder,
  run,
}: BuildOptions): Promise<Image> {
  const contextFolder = join(folder, 'context')
  copyContext(context, contextFolder)
  const bases = new Map<string, string>()
  const stages = new Map<string, string>()
  let image: Image | undefined
  for (const [at, { image: from, name, instructions }] of stagesOf(
    readFileSync(dockerfile, 'utf8'),
  ).entries()) {
    const base = bases.get(from) ?? join(folder, `base-${bases.size}`)
    if (!bases.has(from)) await makeBase(from, base)
    bases.set(from, base)
    const root = join(folder, `stage-${at}`)
    cpSync(join(base, 'usr'), join(root, 'usr'), { recursive: true, verbatimSymlinks: true })
    stages.set(name ?? String(at), root)
    image = await perform(instructions, root)
  }
  if (image === undefined) throw new StepFailed('the Dockerfile has no FROM')
  return image

  async function perform(instructions: readonly Instruction[], root: string): Promise<Image> {
    let made: Image = {
      ...{ root, entrypoint: [], command: [], volumes: [] },
      ...{ user: '0:0', workdir: '/', env: {} },
    }
    for (const { word, text } of instructions) {
      if (word === 'COPY') copy(text, made)
      else if (word === 'RUN') await performRun(text, made)
      else made = { ...made, ...settingOf(word, text, made) }
      if (word === 'WORKDIR') mkdirSync(join(root, made.workdir), { recursive: true })
    }
    return made
  }

  function copy(text: string, { root, workdir }: Image): void {
    const [, stage, paths = ''] = /^(?:--from=(\S+) )?(.*)$/.exec(text) ?? []
    const [to = '', ...sources] = paths.split(' ').reverse()
    const source = stage === undefined ? contextFolder : (stages.get(stage) ?? '')
    const target = join(root, posix.resolve(workdir, to))
    for (const path of sources.reverse()) {
      const given = join(source, path)
      // Of a folder its content is copied, and of a file itself into a name that ends with a slash.
      const isInto = !statSync(given).isDirectory() && to.endsWith('/')
      cpSync(given, isInto ? join(target, posix.basename(path)) : target, {
        recursive: true,
        verbatimSymlinks: true,
      })
    }
  }

  async function performRun(text: string, { root, workdir, env, user }: Image): Promise<void> {
    const { code, stdout, stderr } = await inside(root, ['/bin/sh', '-c', text], {
      cwd: workdir,
      env: { ...run.env, ...env },
      ...(run.mounts !== undefined && { mounts: run.mounts }),
      user,
    })
    if (code !== 0) throw new StepFailed(`RUN ${text}\nended with ${code}:\n${stdout}${stderr}`)
  }
}

function settingOf(word: string, text: string, before: Image): Partial<Image> {
  switch (word) {
    case 'WORKDIR':
      return { workdir: posix.resolve(before.workdir, text) }
    case 'USER':
      return { user: text }
    case 'ENV':
      return { env: { ...before.env, ...Object.fromEntries(text.split(' ').map(pairOf)) } }
    case 'VOLUME':
      return { volumes: [...before.volumes, text] }
    case 'ENTRYPOINT':
      return { entrypoint: wordsOf(text), command: [] }
    default:
      return { command: wordsOf(text) }
  }
}

/** The words of an instruction in the form of JSON, which starts no shell. */
function wordsOf(text: string): string[] {
  const words: unknown = JSON.parse(text)
  if (!Array.isArray(words)) throw new StepFailed(`${text}: is no list of words`)
  return words.map(String)
}
