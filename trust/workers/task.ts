import { z } from 'zod'
import { PERSONAS } from '../../src/openapi/contract.ts'

/** What a worker is asked to do. */
export const taskSchema = z.discriminatedUnion('kind', [
  /** To look for a fault. */
  z.object({
    kind: z.literal('fault'),
    fault: z.string(),
    /** Entries of clouds.yaml by persona, for a cloud that somebody has. */
    clouds: z.partialRecord(z.enum(PERSONAS), z.string()).optional(),
  }),
  /** To find a fault that one requirement sees: the ones to try, in their order. */
  z.object({
    kind: z.literal('requirement'),
    requirement: z.string(),
    faults: z.array(z.string()),
  }),
  /** To run everything on a cloud without faults, in an order and at a pace of chance. */
  z.object({
    kind: z.literal('calm'),
    seed: z.int(),
    /** Name of the part whose documents are run. */
    part: z.string(),
    selection: z.enum(['edges', 'changes', 'all']),
    release: z.string(),
    /** Ids of operations; all without. */
    operations: z.array(z.string()).optional(),
  }),
])
export type Task = z.infer<typeof taskSchema>

/** How a task is named in the file of results. */
export function nameOf(task: Task): string {
  switch (task.kind) {
    case 'fault':
      return task.fault
    case 'requirement':
      return `requirement ${task.requirement}`
    case 'calm':
      return `calm ${task.release} ${task.selection} ${task.seed} ${task.operations?.join() ?? ''}`
  }
}

const caseSchema = z.object({
  id: z.string(),
  requirement: z.string(),
  verdict: z.enum(['passed', 'failed', 'error', 'not-tested', 'not-applicable', 'waived']),
  reason: z.string().optional(),
})

/** What came of a task. */
export const resultSchema = z.object({
  task: z.string(),
  /** The fault that was tried; absent for a cloud without. */
  fault: z.string().optional(),
  fate: z.enum(['killed', 'survived', 'unmet', 'broken', 'calm', 'alarmed']),
  reach: z.enum(['first', 'violated', 'whole']),
  met: z.int(),
  ms: z.number(),
  cases: z.array(caseSchema),
  /** Why the attempt itself went wrong. */
  problem: z.string().optional(),
})
export type Result = z.infer<typeof resultSchema>
