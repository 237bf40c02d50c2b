import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { digestOf } from '../digest.ts'
import { loadContracts } from '../load-contract.ts'
import { contractBytes, packagedServices, SPECS } from '../load-services.ts'
import { checkedFile, KEPT, keptFile, parseYaml } from './parsed-document.ts'

// After compiling: parses and checks the contracts once, so that no run has to.

rmSync(KEPT, { recursive: true, force: true })
mkdirSync(KEPT, { recursive: true })
for (const { id, documents } of packagedServices().values()) {
  for (const name of ['service.yaml', ...documents]) {
    const file = join(id, name)
    const bytes = contractBytes(join(SPECS, file), file)
    const parsed = parseYaml(bytes.toString('utf8'), file)
    writeFileSync(keptFile(digestOf(bytes)), JSON.stringify(parsed))
  }
}
for (const contract of loadContracts().values()) {
  writeFileSync(checkedFile(contract.digest), JSON.stringify(contract))
}
