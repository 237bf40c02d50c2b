import { defineConfig } from 'vitest/config'

// What only a browser can tell of a page (`npm run test:pages`); passed over where there is none.
export default defineConfig({
  test: {
    include: ['{reports,site}/**/*.pages.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
})
