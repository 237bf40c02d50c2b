import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { codeFile } from '../../src/package-root.ts'
import type { Measurement } from '../measurement.ts'
import { moduleOf, type Subject } from '../subject.ts'
import { LARGE_SERVICE, largeContract } from './large-contract.ts'

const SIZES = [12, 100, 1000] as const
const PARTS = ['load', 'project', 'compile', 'memory'] as const

/** How much more than linear the cost may grow; the tolerance is for noise of the machine. */
const LINEAR = 1.25

export const contractScale: Measurement = {
  id: 'contract-scale',
  title: 'Scale of contracts',
  explanation:
    'The time and memory for loading, projecting and compiling a generated contract of 1000 operations, ' +
    'for each operation, over the same for a contract of 100.',
  unit: '×',
  conditions: PARTS.map((id) => ({ id, goal: { atMost: LINEAR } })),
  async *measure(subject, { scratch, say }) {
    const costs: Costs[] = []
    for (const size of SIZES) {
      say(`a contract of ${size} operations`)
      costs.push(await costsOf(subject, size, scratch))
    }
    const [, hundred, thousand] = costs
    if (hundred === undefined || thousand === undefined) return
    for (const part of PARTS) {
      const unit = part === 'memory' ? 'MB' : 'ms'
      const figures = SIZES.map((size, index) => [
        `${size} operations ${unit}`,
        costs[index]?.[part] ?? 0,
      ])
      yield {
        condition: part,
        value: thousand[part] / (hundred[part] * 10),
        figures: Object.fromEntries(figures),
      }
    }
  },
}

const Costs = z.object({
  load: z.number(),
  project: z.number(),
  compile: z.number(),
  memory: z.number(),
})
type Costs = z.output<typeof Costs>

async function costsOf(subject: Subject, size: number, scratch: string): Promise<Costs> {
  const folder = join(scratch, 'compute')
  const file = join(folder, `contract-${size}.yaml`)
  const knowsServices = existsSync(new URL(moduleOf(subject, 'src/openapi/load-services.ts')))
  await mkdir(folder, { recursive: true })
  // Written as JSON, which is valid YAML.
  await writeFile(join(folder, 'service.yaml'), JSON.stringify(LARGE_SERVICE))
  await writeFile(file, JSON.stringify(largeContract(size, knowsServices), undefined, 1))
  const { stdout } = await promisify(execFile)(process.execPath, [
    codeFile('bench', 'contract-scale', 'contract-scale.process'),
    file,
    moduleOf(subject, 'src/openapi/load-contract.ts'),
    ...['project', 'operation-at'].map((name) =>
      moduleOf(subject, `src/openapi/at-version/${name}.ts`, `src/openapi/${name}.ts`),
    ),
  ])
  return Costs.parse(JSON.parse(stdout))
}
