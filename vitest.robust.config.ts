import { defineConfig } from 'vitest/config'

// What takes long: whole runs that are killed, disturbed and repeated (`npm run test:robust`).
export default defineConfig({
  test: {
    include: ['{ci,cli,src,fixtures}/**/*.robust.ts'],
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    reporters: ['verbose'],
  },
})
