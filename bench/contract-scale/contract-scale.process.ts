import type * as Views from '../../src/openapi/at-version/operation-at.ts'
import type * as Projection from '../../src/openapi/at-version/project.ts'
import type * as Load from '../../src/openapi/load-contract.ts'
import { type Microversion, microversion } from '../../src/openapi/microversion.ts'

// Loads, projects and compiles the contract in a file, with the modules of the measured version. It is
// a separate process, so that its memory is that of one contract.
const [file = '', loadModule = '', projectModule = '', viewModule = ''] = process.argv.slice(2)
const { loadContract } = (await import(loadModule)) as typeof Load
const { project } = (await import(projectModule)) as typeof Projection
const { operationAt } = (await import(viewModule)) as typeof Views

const AT: readonly Microversion[] = ['1.1', '1.10', '1.20'].map(microversion)

const before = process.memoryUsage().heapUsed
const started = performance.now()
const contract = loadContract(file)
const loaded = performance.now()
for (const at of AT) project(contract.document, at)
const projected = performance.now()
for (const { id } of contract.operations) {
  for (const at of AT) {
    for (const { content } of operationAt(contract, id, at)?.responses.values() ?? []) {
      for (const { validate } of content) validate({})
    }
  }
}
const compiled = performance.now()
process.stdout.write(
  `${JSON.stringify({
    load: loaded - started,
    project: projected - loaded,
    compile: compiled - projected,
    memory: (process.memoryUsage().heapUsed - before) / 1_048_576,
  })}\n`,
)
