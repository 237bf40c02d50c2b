import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeRoot } from '../../src/package-root.ts'
import { bundledScript } from './bundled-script.ts'

// A part of the build: an installed package has the script, and not what bundles it.
writeFileSync(join(codeRoot, 'site', 'assets', 'site.js'), await bundledScript())
