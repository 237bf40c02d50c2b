import { join } from 'node:path'
import { rolldown } from 'rolldown'
import { packageRoot } from '../../src/package-root.ts'

/** The script of the pages in one file without imports, as `file:` needs it. */
export async function bundledScript(): Promise<string> {
  const build = await rolldown({
    input: join(packageRoot, 'site', 'browser', 'main.ts'),
    platform: 'browser',
    // Without it the configuration of the sources would be looked for.
    tsconfig: false,
  })
  try {
    const { output } = await build.generate({ format: 'iife', minify: true })
    const [{ code }] = output
    return code
  } finally {
    await build.close()
  }
}
