import { type RunnerTaskEventPack, type RunnerTaskResultPack, TestRunner } from 'vitest'
import { forgetMessages } from './told-messages.ts'

/**
 * What Vitest runs tests with in its worker: it forgets what a test has told of its case once the
 * main thread has it. Vitest calls this right after it has posted the same to the main thread.
 */
export default class ForgetfulRunner extends TestRunner {
  onTaskUpdate(packs: RunnerTaskResultPack[], events: RunnerTaskEventPack[]): Promise<void> {
    const finished = new Set(events.flatMap(([id, event]) => (event === 'test-finished' ? id : [])))
    for (const [id, , meta] of packs) if (finished.has(id)) forgetMessages(meta)
    return Promise.resolve()
  }
}
