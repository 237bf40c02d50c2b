import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { packageRoot } from '../src/package-root.ts'

// On npm's registry the name of our command is the name of somebody else's package. Nothing here may
// make npm, or anything like it, fetch that one.

/** What installs or runs packages, up to the end of its command or its piece of code in a text. */
const MANAGER = /(?<![\w./-])(?:npm|npx|pnpm|pnpx|yarn|yarnpkg|bun|bunx|deno)\s([^\n;|&`]*)/g
const PACKAGE = /^["']?(?:--?[\w-]+=)?(?:npm:)?attest(?:@.*)?["',.]?$/
const ELSEWHERE = [
  /(?<![\w/.-])attest@[\d^~*a-z][\w.*]*/g,
  /(?:npmjs\.(?:org|com)|unpkg\.com|esm\.sh|jsdelivr\.net\/npm)\/(?:package\/)?attest\b(?!-)/g,
  /"attest"\s*:\s*"[\^~>=*\d][^"]*"/g,
  /\b(?:from|import|require)\s*\(?\s*['"]attest['"]/g,
]

/** What of a text would fetch the package that is not ours. */
function fetchesIn(text: string): string[] {
  const lines = text.replaceAll(/\\\r?\n/g, ' ').replaceAll(/(\b(?:npx|bunx|pnpx))\s*\n\s*/g, '$1 ')
  const commands = [...lines.matchAll(MANAGER)].filter(([, words = '']) =>
    words.split(/\s+/).some((word) => PACKAGE.test(word)),
  )
  const others = ELSEWHERE.flatMap((pattern) => [...lines.matchAll(pattern)])
  return [...commands, ...others].map(([found]) => found.trim())
}

/** Not written by anybody. */
const MADE = new Set(['node_modules', '.git', 'dist', 'reports/runs', 'reports/latest'])

function* textFiles(folder = ''): Generator<readonly [string, string]> {
  for (const name of readdirSync(join(packageRoot, folder))) {
    const path = folder === '' ? name : `${folder}/${name}`
    if (MADE.has(path)) continue
    if (statSync(join(packageRoot, path)).isDirectory()) yield* textFiles(path)
    else {
      const text = readFileSync(join(packageRoot, path), 'latin1')
      if (!text.includes('\0')) yield [path, text]
    }
  }
}

describe('The name of the package', () => {
  it('is ours, and the command keeps its own', () => {
    const manifest = z.looseObject({ name: z.string(), bin: z.record(z.string(), z.string()) })
    const { name, bin } = manifest.parse(
      JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')),
    )
    expect(name).toBe('openstack-attest')
    expect(Object.keys(bin)).toEqual(['attest'])
  })

  it('is nowhere the other one', () => {
    const files = [...textFiles()]
    expect(files.map(([path]) => path)).toEqual(
      expect.arrayContaining([
        'README.md',
        '.ci/run',
        'ci/gitlab/attest.gitlab-ci.yml',
        'cli/main.ts',
      ]),
    )
    expect(
      files.flatMap(([path, text]) => fetchesIn(text).map((line) => `${path}: ${line}`)),
    ).toEqual([])
  })

  // Put together here, or this file would be found.
  const other = 'attest'
  it.each([
    `npx ${other} run`,
    `npx --no-install ${other} verify x`,
    `npx \\\n  ${other} run`,
    `in a text npx\n${other} run`,
    `npm exec -- ${other} run`,
    `npm install --global --no-audit ${other}`,
    `npm i "${other}@0.1.0"`,
    `pnpm dlx ${other}`,
    `npx --package=${other} x`,
    `PACKAGE: ${other}@0.1.0`,
    `{ "${other}": "^7.0.0" }`,
    `import x from '${other}'`,
    `https://www.npmjs.com/package/${other}`,
  ])('is looked for: %j', (text) => {
    expect(fetchesIn(text)).not.toEqual([])
  })

  it.each([
    'npm ci && npm link && attest run --cloud lab',
    'npm install --global openstack-attest@0.1.0',
    '`npm link` puts `attest` into the PATH',
    'npx vitest run src/attestation',
    '"bin": { "attest": "dist/cli/main.js" }',
    'docker run attest:0.1.0 run',
  ])('is not taken for the other one: %j', (text) => {
    expect(fetchesIn(text)).toEqual([])
  })
})
