import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { digestOf } from './digest.ts'
import { KEPT, keptFile, parseYaml } from './parsed-document.ts'

// The last step of the build: parses the contracts once, so that no run has to.

const specs = join(packageRoot, 'specs')
rmSync(KEPT, { recursive: true, force: true })
mkdirSync(KEPT, { recursive: true })
for (const name of readdirSync(specs).filter((each) => each.endsWith('.yaml'))) {
  const bytes = readFileSync(join(specs, name))
  writeFileSync(keptFile(digestOf(bytes)), JSON.stringify(parseYaml(bytes.toString('utf8'), name)))
}
