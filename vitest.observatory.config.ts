import { defineConfig } from 'vitest/config'

// Makes the site of our own runs (`npm run observatory`), with the deployments of the test bed, which
// only tests have.
export default defineConfig({
  test: {
    include: ['lab/observatory/observatory.program.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
})
