import { defineConfig } from 'vitest/config'

// The suite's own tests, which stand beside what they test. A conformance run is not
// started from here but by `attest run`, which hands Vitest the plan and the target.
export default defineConfig({
  test: {
    include: [
      '{api,cli,drift,explore,lab,src,fixtures,suites,reports,site,reference-cloud,specs,trust,bench,ci}/**/*.test.ts',
    ],
    isolate: false,
    // Most of the time is waiting, for servers on a free port and for pauses between repetitions.
    maxWorkers: 3,
    // Long enough for a program that is started on a busy machine: no test is about time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
