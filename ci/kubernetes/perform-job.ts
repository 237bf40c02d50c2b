import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Image } from '../container/build-image.ts'
import { type Container, type Mount, type Outcome, startInside } from '../container/root-folder.ts'
import type { JobManifest } from './manifests.ts'

/** What a cluster has beside the Job: by name, the files of each. */
export interface Cluster {
  readonly configMaps: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** A folder of this machine for each claim. */
  readonly claims: Readonly<Record<string, string>>
  readonly image: Image
  /** An empty folder for what pods see of ConfigMaps and Secrets. */
  readonly folder: string
}

export interface Pod extends Container {
  readonly index: number
  /** 0 for the first pod of an index. */
  readonly attempt: number
}

export interface IndexOutcome {
  readonly index: number
  readonly isComplete: boolean
  readonly pods: readonly Outcome[]
}

/**
 * Performs an Indexed Job as Kubernetes does, of what our manifests say: each index in a pod with its own
 * environment, user, mounts and read-only root, started again up to `backoffLimitPerIndex` times unless
 * the failure policy says that its exit code is final. `onPod` sees each pod that starts, and may kill it.
 */
export async function performJob(
  job: JobManifest,
  cluster: Cluster,
  onPod: (pod: Pod) => void = () => {},
): Promise<readonly IndexOutcome[]> {
  const { completions, parallelism, backoffLimitPerIndex, podFailurePolicy } = job.spec
  const final = new Set(podFailurePolicy.rules.flatMap(({ onExitCodes }) => onExitCodes.values))
  const waiting = Array.from({ length: completions }, (_, index) => index)
  const outcomes: IndexOutcome[] = []
  const works = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) {
      outcomes.push(await performIndex(index))
    }
  }
  await Promise.all(Array.from({ length: parallelism }, works))
  return outcomes.sort((one, other) => one.index - other.index)

  async function performIndex(index: number): Promise<IndexOutcome> {
    const pods: Outcome[] = []
    for (let attempt = 0; attempt <= backoffLimitPerIndex; attempt += 1) {
      const container = startPod(job, cluster, index)
      onPod({ ...container, index, attempt })
      const ended = await container.ended
      pods.push(ended)
      if (ended.code === 0) return { index, isComplete: true, pods }
      if (ended.code !== null && final.has(ended.code)) break
    }
    return { index, isComplete: false, pods }
  }
}

function startPod(job: JobManifest, cluster: Cluster, index: number): Container {
  const { securityContext: pod, containers, volumes } = job.spec.template.spec
  const [container] = containers
  const { image, configMaps } = cluster
  const given = container.envFrom.map(({ configMapRef }) => configMaps[configMapRef.name] ?? {})
  const own = container.env.map(({ name, value }) => [name, value] as const)
  const mounts = container.volumeMounts.flatMap(({ name, mountPath, readOnly }): Mount[] => {
    const folder = folderOf(volumes.find((volume) => volume.name === name))
    return folder === undefined ? [] : [{ folder, path: mountPath, readOnly }]
  })
  return startInside(image.root, container.command, {
    cwd: image.workdir,
    env: {
      HOME: '/',
      ...image.env,
      ...Object.assign({}, ...given),
      ...Object.fromEntries(own),
      JOB_COMPLETION_INDEX: String(index),
    },
    user: `${pod.runAsUser}:${pod.runAsGroup}`,
    readOnly: container.securityContext.readOnlyRootFilesystem,
    mounts,
  })

  /** undefined for an emptyDir, of which /tmp is the only one: every container has its own. */
  function folderOf(
    volume: JobManifest['spec']['template']['spec']['volumes'][number] | undefined,
  ): string | undefined {
    if (volume?.configMap) return filesOf(volume.configMap.name, configMaps, 0o644)
    if (volume?.secret) {
      return filesOf(volume.secret.secretName, cluster.secrets, volume.secret.defaultMode)
    }
    const claim = volume?.persistentVolumeClaim?.claimName
    if (claim === undefined) return undefined
    const folder = cluster.claims[claim]
    if (folder === undefined) throw new Error(`no claim ${claim}`)
    chownSync(folder, 0, pod.fsGroup)
    chmodSync(folder, 0o2775)
    return folder
  }

  function filesOf(name: string, from: Cluster['secrets'], mode: number): string {
    const folder = join(cluster.folder, name)
    mkdirSync(folder, { recursive: true })
    for (const [file, text] of Object.entries(from[name] ?? {})) {
      writeFileSync(join(folder, file), text)
      chownSync(join(folder, file), 0, pod.fsGroup)
      chmodSync(join(folder, file), mode)
    }
    return folder
  }
}
