import { writeCloudsFile } from './clouds-file.ts'
import {
  createReferenceCloud,
  type ReferenceCloud,
  type ReferenceCloudOptions,
} from './reference-cloud.ts'

export interface ServeOptions
  extends Pick<
    ReferenceCloudOptions,
    | 'port'
    | 'release'
    | 'latencyMs'
    | 'windowMs'
    | 'windowSeed'
    | 'fault'
    | 'sequenceFault'
    | 'onState'
  > {
  /** Where to write the accounts; nowhere when left out. */
  readonly cloudsFile?: string
}

/** Starts a reference cloud for other programs, and tells them how to reach it. */
export async function serveReferenceCloud(options: ServeOptions = {}): Promise<ReferenceCloud> {
  const { cloudsFile, ...rest } = options
  const cloud = await createReferenceCloud(rest)
  if (cloudsFile === undefined) return cloud
  try {
    await writeCloudsFile(cloudsFile, cloud.clouds())
  } catch (error) {
    await cloud.close()
    throw error
  }
  return cloud
}
