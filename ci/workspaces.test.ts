import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../src/package-root.ts'

const ranges = z.record(z.string(), z.string())
const root = z
  .object({ workspaces: z.array(z.string()), dependencies: ranges })
  .parse(manifestOf('.'))
const workspaces = root.workspaces.map((folder) => {
  const workspace = z
    .object({ name: z.string(), private: z.boolean(), type: z.string(), dependencies: ranges })
    .parse(manifestOf(folder))
  return { folder, ...workspace }
})

function manifestOf(folder: string): unknown {
  return JSON.parse(readFileSync(join(packageRoot, folder, 'package.json'), 'utf8'))
}

describe.each(workspaces)('the workspace $folder', ({ folder, dependencies, ...workspace }) => {
  it('is never published by itself', () => {
    expect(workspace).toEqual({ name: `@attest/${folder}`, private: true, type: 'module' })
  })

  // Two versions of one library would be two copies of it, in an installation and in a run.
  it('asks for the same versions as the package does', () => {
    const shared = Object.entries(dependencies).filter(([name]) => name in root.dependencies)
    expect(shared).toEqual(shared.map(([name]) => [name, root.dependencies[name]]))
  })
})

it('what the reference cloud needs is installed with the package, which has it compiled', () => {
  const [cloud] = workspaces.filter(({ folder }) => folder === 'reference-cloud')
  expect(root.dependencies).toMatchObject(cloud?.dependencies ?? {})
  expect(Object.keys(cloud?.dependencies ?? {})).not.toEqual([])
})
