import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { digestOf } from './digest.ts'
import { loadContract } from './load-contract.ts'
import { checkedFile, KEPT, keptFile, parseYaml } from './parsed-document.ts'

// After compiling: parses and checks the contracts once, so that no run has to.

const specs = join(packageRoot, 'specs')
rmSync(KEPT, { recursive: true, force: true })
mkdirSync(KEPT, { recursive: true })
for (const name of readdirSync(specs).filter((each) => each.endsWith('.yaml'))) {
  const path = join(specs, name)
  const bytes = readFileSync(path)
  const digest = digestOf(bytes)
  writeFileSync(keptFile(digest), JSON.stringify(parseYaml(bytes.toString('utf8'), name)))
  writeFileSync(checkedFile(digest), JSON.stringify(loadContract(path)))
}
