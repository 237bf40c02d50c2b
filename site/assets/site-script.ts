import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeRoot, packageRoot } from '../../src/package-root.ts'

/** The script of the pages: bundled by the build, or now where the sources run. */
export async function siteScript(): Promise<string> {
  if (codeRoot !== packageRoot)
    return readFileSync(join(codeRoot, 'site', 'assets', 'site.js'), 'utf8')
  const { bundledScript } = await import('./bundled-script.ts')
  return bundledScript()
}
