import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './package-root.ts'

// After compiling: the compiler leaves what it made of sources that were moved or deleted, and the
// digest of the suite would count it. The folder as a whole stays: programs may run from it.

const OUTPUT = join(packageRoot, 'dist')
const ENDINGS = ['.js', '.js.map', '.d.ts']

for (const declaration of readdirSync(OUTPUT, { recursive: true, encoding: 'utf8' })) {
  if (!declaration.endsWith('.d.ts')) continue
  const name = declaration.slice(0, -'.d.ts'.length)
  const hasSource = ['.ts', '.tsx'].some((ending) => existsSync(join(packageRoot, name + ending)))
  if (hasSource) continue
  for (const ending of ENDINGS) rmSync(join(OUTPUT, name + ending), { force: true })
}
