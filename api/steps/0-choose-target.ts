import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PersonaClouds } from '../../src/discover/open-sessions.ts'
import type { TargetAccess } from '../../src/run/run-order.ts'
import type { Settings } from '../../src/settings/settings.ts'
import { SettingsError } from '../../src/settings/settings-error.ts'
import { temporaryFolder } from '../../src/temporary-folder.ts'
import { meansReferenceCloud } from '../embedded.ts'

/** Where the credentials of the target are, and how to release it. */
export interface ChosenTarget {
  readonly clouds: PersonaClouds
  /** Set for the embedded reference cloud: its clouds file, outside of the project. */
  readonly cloudsFile?: string
  readonly close: () => Promise<void>
}

/**
 * The cloud that the settings or the `OS_*` variables name; without one, a reference cloud is
 * started in this process. Throws SettingsError for a setting of the one that is meant for the other.
 */
export async function chooseTarget(
  settings: Settings,
  release: string | undefined,
): Promise<ChosenTarget> {
  const isReference = meansReferenceCloud(settings)
  refuseOthers(settings, release, isReference)
  if (!isReference) {
    const member = settings.cloud
    return {
      clouds: { ...settings.personas, ...(member !== undefined && { member }) },
      close: () => Promise.resolve(),
    }
  }
  const { serveReferenceCloud } = await import('../../reference-cloud/serve.ts')
  const directory = temporaryFolder('attest-')
  const cloudsFile = join(directory, 'clouds.yaml')
  const cloud = await serveReferenceCloud({ port: 0, cloudsFile, ...(release && { release }) })
  return {
    clouds: {
      member: 'reference',
      reader: 'reference-reader',
      guest: 'reference-guest',
      stranger: 'reference-stranger',
      admin: 'reference-admin',
    },
    cloudsFile,
    async close() {
      await cloud.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

function refuseOthers(
  { personas }: Settings,
  release: string | undefined,
  isReference: boolean,
): void {
  const [persona] = Object.keys(personas)
  if (isReference && persona !== undefined) {
    throw new SettingsError({
      key: `persona ${persona}`,
      problem: 'has no cloud beside it',
      expected: 'the cloud of the member: --cloud, the setting cloud, or OS_CLOUD',
      advice: 'name it, or leave out the personas: the embedded reference cloud has its own',
    })
  }
  if (!isReference && release !== undefined) {
    throw new SettingsError({
      key: '--release',
      problem: `is ${release} beside a cloud`,
      expected: 'it for the embedded reference cloud only',
      advice: 'leave it out: a cloud tells its versions',
    })
  }
}

/** Tells the test worker where to find what this process has found. */
export function accessOf(
  { clouds, cloudsFile }: ChosenTarget,
  { deadlines: { answerMs }, limits: { requestsPerSecond } }: Settings,
): TargetAccess {
  return {
    clouds,
    ...(cloudsFile !== undefined && { cloudsFile }),
    ...(answerMs !== undefined && { answerMs }),
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
  }
}
