import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../digest.ts'
import { loadContracts } from '../load-contract.ts'
import { contractBytes, packagedServices, SPECS } from '../load-services.ts'
import { checkedFile, KEPT, keptFile, parseYaml } from './parsed-document.ts'

// After compiling: parses and checks the contracts once, so that no run has to.

rmSync(KEPT, { recursive: true, force: true })
mkdirSync(KEPT, { recursive: true })
const described = [...packagedServices().values()].flatMap(({ id, documents }) =>
  ['service.yaml', ...documents].map((name) => join(id, name)),
)
for (const file of [...described, 'releases.yaml']) {
  const bytes = contractBytes(join(SPECS, file), file)
  const parsed = parseYaml(bytes.toString('utf8'), file)
  writeFileSync(keptFile(digestOf(bytes)), JSON.stringify(parsed))
}
for (const contract of loadContracts().values()) {
  writeFileSync(checkedFile(contract.digest), JSON.stringify(contract))
}
