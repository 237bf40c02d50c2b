import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { packageRoot, packageVersion } from '../../src/package-root.ts'

const job = z.strictObject({
  name: z.string().startsWith('attest'),
  parent: z.string().optional(),
  description: z.string(),
  roles: z.array(z.strictObject({ zuul: z.string() })).optional(),
  'required-projects': z.array(z.string()).optional(),
  'pre-run': z.string(),
  run: z.string().optional(),
  'post-run': z.string(),
  timeout: z.int(),
  vars: z.record(z.string(), z.unknown()),
})
const read = (path: string): unknown => parse(readFileSync(join(packageRoot, path), 'utf8'))

describe('the jobs for Zuul', () => {
  const jobs = z.array(z.strictObject({ job })).parse(read('ci/zuul/jobs.yaml'))

  it('have playbooks that are there, and no key that Zuul does not know', () => {
    for (const { job } of jobs) {
      for (const path of [job['pre-run'], job.run, job['post-run']]) {
        if (path !== undefined) expect(existsSync(join(packageRoot, path)), path).toBe(true)
      }
      expect(job.parent !== undefined || job.run !== undefined).toBe(true)
    }
  })

  it('have variables that the role has, or a role of others', () => {
    const defaults = z
      .record(z.string(), z.unknown())
      .parse(read('ci/zuul/playbooks/roles/attest/defaults/main.yaml'))
    expect(defaults.attest_package).toBe(`openstack-attest@${packageVersion}`)
    const ours = jobs
      .flatMap(({ job }) => Object.keys(job.vars))
      .filter((name) => name.startsWith('attest'))
    expect(ours.filter((name) => !(name in defaults))).toEqual([])
  })
})
