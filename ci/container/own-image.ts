import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { packageRoot } from '../../src/package-root.ts'
import { buildImage, type Image } from './build-image.ts'

/**
 * Builds the image of this repository in a folder, with the registry that npm is set up for here, and its
 * cache. Takes about half a minute.
 */
export function ownImage(folder: string): Promise<Image> {
  const cafile = npmSetting('cafile')
  return buildImage({
    dockerfile: join(packageRoot, 'ci/container/Dockerfile'),
    context: packageRoot,
    folder,
    run: {
      env: {
        npm_config_registry: npmSetting('registry'),
        ...(cafile !== 'null' && { npm_config_cafile: cafile }),
        npm_config_cache: '/npm-cache',
      },
      mounts: [{ folder: npmSetting('cache'), path: '/npm-cache' }],
    },
  })
}

function npmSetting(name: string): string {
  return execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim()
}
