import { join } from 'node:path'
import { type FaultyProxy, startFaultyProxy } from '../../fixtures/testbed/faulty-proxy.ts'
import { writeCloudsFile } from '../../reference-cloud/clouds-file.ts'
import {
  createReferenceCloud,
  type ReferenceCloudOptions,
} from '../../reference-cloud/reference-cloud.ts'
import { type Started, startProgram } from './program.ts'

/** Starts the program on the cloud behind the proxy; `env` adds to its environment. */
export type Attest = (args: readonly string[], env?: Readonly<Record<string, string>>) => Started

/**
 * Starts a reference cloud behind a proxy for the duration of `use`. Its clouds file is in the
 * folder, which is also the working directory of the program.
 */
export async function withCloudBehindProxy<T>(
  folder: string,
  options: ReferenceCloudOptions,
  use: (attest: Attest, proxy: FaultyProxy) => Promise<T>,
): Promise<T> {
  const cloud = await createReferenceCloud({ latencyMs: 5, ...options })
  const proxy = await startFaultyProxy(cloud.url)
  const file = join(folder, `clouds-${proxy.url.split(':').at(-1)}.yaml`)
  const text = JSON.stringify(cloud.clouds()).replaceAll(cloud.url, proxy.url)
  await writeCloudsFile(file, JSON.parse(text))
  try {
    return await use(
      (args, env = {}) => startProgram(args, folder, { OS_CLIENT_CONFIG_FILE: file, ...env }),
      proxy,
    )
  } finally {
    await proxy.close()
    await cloud.close()
  }
}
