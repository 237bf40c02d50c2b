import { defineConfig } from 'vitest/config'

// What starts the program as a user does, some hundred times (`npm run test:programs`): too slow to
// be a part of `npm test`.
export default defineConfig({
  test: {
    include: ['{api,cli,ci}/**/*.program.ts'],
    maxWorkers: 2,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
})
