import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { abortedWithAny, abortMany } from './abort-many.ts'
import { packageRoot } from './package-root.ts'

test('Node does not warn of many listeners of such a signal', async () => {
  const warnings: Error[] = []
  const note = (warning: Error) => warnings.push(warning)
  process.on('warning', note)
  const { signal } = abortMany()
  for (const one of [signal, abortedWithAny([signal])]) {
    for (let count = 0; count < 100; count += 1) one.addEventListener('abort', () => count)
  }
  await new Promise((later) => setImmediate(later))
  process.off('warning', note)

  expect(warnings).toEqual([])
})

const PLACES = ['src', 'fixtures/core', 'cli', 'suites']
const TESTS = /\.(?:test|program|robust|pages)\.ts$|\/(?:testing|robust)\//

test('every signal of the product is made there', () => {
  const files = PLACES.flatMap((place) =>
    readdirSync(join(packageRoot, place), { recursive: true, encoding: 'utf8' }).map(
      (name) => `${place}/${name}`,
    ),
  )
  const making = files
    .filter((path) => path.endsWith('.ts') && !TESTS.test(path))
    .filter((path) =>
      /new AbortController\(|AbortSignal\.any\(|setMaxListeners\(/.test(
        readFileSync(join(packageRoot, path), 'utf8'),
      ),
    )

  expect(making).toEqual(['src/abort-many.ts'])
})
