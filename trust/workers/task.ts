import { z } from 'zod'
import { PERSONAS } from '../../src/openapi/contract.ts'

/** A task for a worker. */
export const taskSchema = z.discriminatedUnion('kind', [
  /** Try to detect a fault. */
  z.object({
    kind: z.literal('fault'),
    fault: z.string(),
    /** Entries of clouds.yaml by persona, for a cloud that somebody has. */
    clouds: z.partialRecord(z.enum(PERSONAS), z.string()).optional(),
  }),
  /** Try to find a fault of sequence and concurrency with generated histories. */
  z.object({ kind: z.literal('histories'), fault: z.string() }),
  /** Find a fault that one requirement detects: the faults to try, in this order. */
  z.object({
    kind: z.literal('requirement'),
    requirement: z.string(),
    faults: z.array(z.string()),
  }),
  /** Run everything on a cloud without faults, in a random order and with random delays. */
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

/** The name of a task in the file of results. */
export function nameOf(task: Task): string {
  switch (task.kind) {
    case 'fault':
    case 'histories':
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

/** How histories have found a fault. */
const foundSchema = z.object({
  rule: z.string(),
  message: z.string(),
  /** The calls of the reproducer, and how often it breaks the rule in how many repetitions. */
  calls: z.int(),
  broken: z.int(),
  of: z.int(),
  /** How many histories were generated, and when the first one broke a rule. */
  histories: z.int(),
  firstMs: z.number(),
  /** The reproducer in words. */
  words: z.array(z.string()),
})

/** The result of a task. */
export const resultSchema = z.object({
  task: z.string(),
  /** The fault that was tried; absent for a cloud without. */
  fault: z.string().optional(),
  fate: z.enum(['killed', 'survived', 'unmet', 'broken', 'calm', 'alarmed']),
  reach: z.enum(['first', 'violated', 'whole']),
  met: z.int(),
  ms: z.number(),
  cases: z.array(caseSchema),
  found: foundSchema.optional(),
  /** Why the attempt itself went wrong. */
  problem: z.string().optional(),
})
export type Result = z.infer<typeof resultSchema>
