import { workerData } from 'node:worker_threads'
import { afterAll, test } from 'vitest'
import type { EarlyWorkerPlace } from '../src/run/early-worker.ts'
import { performCases } from './perform-cases.ts'

// Vitest runs this one file, in the thread that performs the cases: a test for each, which ends with it.
const { channel } = workerData as EarlyWorkerPlace
const { cases, ended } = await performCases(channel)

for (const { planned, outcome } of cases) {
  test.concurrent(`${planned.title} @ ${planned.microversion ?? '-'}`, async ({ task, skip }) => {
    const { verdict, reason } = await outcome
    task.meta.performedCase = planned.id
    if (reason === undefined) return
    const { code, message } = reason
    if (verdict === 'failed' || verdict === 'error') {
      throw new Error(`${verdict}: ${code}: ${message}`)
    }
    skip(`${verdict}: ${code}: ${message}`)
  })
}

afterAll(() => ended)
