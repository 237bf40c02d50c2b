import { rmSync } from 'node:fs'
import { defineConfig } from 'rolldown'

// The last step of the build: the program and its threads, in a few files. Node takes longer to find
// and read some hundred modules than a command takes to do its work; Allure alone takes half a second.

const CHUNKS = 'src/program'
rmSync(`dist/${CHUNKS}`, { recursive: true, force: true })

/** All that is used of undici: its index would be a tenth of a second of fetch, WebSocket and mocks. */
const UNDICI = `
export { default as Agent } from 'undici/lib/dispatcher/agent.js'
export { default as buildConnector } from 'undici/lib/core/connect.js'
`

const littleOfUndici = {
  name: 'little-of-undici',
  resolveId: (id) => (id === 'undici' ? '\0undici' : null),
  load: (id) => (id === '\0undici' ? UNDICI : null),
}

/** A module of Allure's, and the package that it is of. */
const OF_ALLURE = /[\\/](@allurereport[\\/][^\\/]+|allure-vitest)[\\/]dist[\\/]/

/** Tells where a package of Allure's is, whoever has installed it: Allure or this project. */
const ALLURE_PLACE = `
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
const { resolve } = createRequire(import.meta.resolve('@allurereport/core'))
export const placeOf = (name) =>
  name === 'allure-vitest'
    ? import.meta.resolve('allure-vitest/reporter')
    : pathToFileURL(resolve(name)).href
`

const filesOfAllure = {
  name: 'files-that-allure-finds-beside-itself',
  resolveId: (id) => (id === 'allure:place' ? '\0allure:place' : null),
  load: (id) => (id === '\0allure:place' ? ALLURE_PLACE : null),
  transform: {
    filter: { id: OF_ALLURE, code: 'import.meta.url' },
    handler(code, id) {
      const place = `placeOf('${OF_ALLURE.exec(id)[1].replaceAll('\\', '/')}')`
      // At the end, where it moves no line of the module.
      const moved = `${code.replaceAll('import.meta.url', place)}\nimport { placeOf } from 'allure:place'`
      return { code: moved, map: null }
    },
  },
}

export default defineConfig({
  input: {
    'src/cli/main': 'src/cli/main.ts',
    'suites/conformance.run': 'suites/conformance.run.ts',
    'suites/case-worker.thread': 'suites/case-worker.thread.ts',
    'src/cli/run-steps/performer.thread': 'src/cli/run-steps/performer.thread.ts',
    'reports/allure/report.thread': 'reports/allure/report.thread.ts',
  },
  platform: 'node',
  plugins: [littleOfUndici, filesOfAllure],
  // It looks for files of its own in more ways than can be told here, and loads native code.
  external: [/^vitest(\/|$)/],
  logLevel: 'warn',
  output: {
    dir: 'dist',
    entryFileNames: '[name].js',
    chunkFileNames: `${CHUNKS}/[name].js`,
    sourcemap: true,
  },
})
