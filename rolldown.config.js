import { rmSync } from 'node:fs'
import { defineConfig } from 'rolldown'

// The last step of the build: the program, and what Vitest's worker loads, in a few files. Node
// takes longer to find and read some hundred modules than a command takes to do its work.

const CHUNKS = 'src/program'
rmSync(`dist/${CHUNKS}`, { recursive: true, force: true })

/** All that is used of undici: its index would be a tenth of a second of fetch, WebSocket and mocks. */
const UNDICI = "export { default as Agent } from 'undici/lib/dispatcher/agent.js'"

const onlyAgent = {
  name: 'only-the-agent-of-undici',
  resolveId: (id) => (id === 'undici' ? '\0undici' : null),
  load: (id) => (id === '\0undici' ? UNDICI : null),
}

export default defineConfig({
  input: {
    'src/cli/main': 'src/cli/main.ts',
    'suites/conformance.run': 'suites/conformance.run.ts',
    'suites/case-worker.thread': 'suites/case-worker.thread.ts',
    'src/cli/run-steps/performer.thread': 'src/cli/run-steps/performer.thread.ts',
  },
  platform: 'node',
  plugins: [onlyAgent],
  // They are loaded late, look for files of their own, and share what they are with the worker.
  external: [/^vitest(\/|$)/, /^allure-/, /^@allurereport\//],
  logLevel: 'warn',
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    chunkFileNames: `${CHUNKS}/[name].js`,
    sourcemap: true,
  },
})
