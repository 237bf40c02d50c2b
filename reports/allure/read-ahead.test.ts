import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { generateAllureReport } from './generate-report.ts'
import { readAhead } from './read-ahead.ts'
import { resultFilesOf } from './result-files.ts'

describe('a page that is begun before it is ordered', () => {
  let directory = ''
  let results = ''

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'attest-ahead-'))
    results = join(directory, 'results')
    await mkdir(results)
    for (const name of ['kept', 'gone']) await result(name, 'passed')
    await result('broken', 'failed', 'as it was told at first')
  })

  afterEach(() => rm(directory, { recursive: true, force: true }))

  const result = (
    name: string,
    status: string,
    description = '',
    attachments: readonly object[] = [],
  ) =>
    writeFile(
      join(results, `${name}-result.json`),
      JSON.stringify({ uuid: name, fullName: name, name, status, description, attachments }),
    )

  const begun = async () => readAhead({ name: 'page', present: await resultFilesOf(results) })

  /** The names of the cases of a page, and their descriptions, from the data within it. */
  const page = async (ahead: Awaited<ReturnType<typeof begun>>) => {
    const file = join(directory, 'page.html')
    await generateAllureReport({ resultsDirectory: results, file, name: 'page' }, ahead)
    const data = (await readFile(file, 'utf8')).matchAll(
      /d\("data\/test-results\/[^"]+","([^"]+)"/g,
    )
    return [...data]
      .map(([, text = '']) => JSON.parse(Buffer.from(text, 'base64').toString()))
      .map(
        ({ name, descriptionHtml = '' }: Record<string, string>) =>
          `${name}: ${descriptionHtml.trim()}`,
      )
      .sort()
  }

  it('is as if it had not been, with what was told of a failure since', async () => {
    const ahead = await begun()
    expect(ahead?.files.size).toBe(2)
    await result('broken', 'failed', 'as it is told in the end')
    await result('late', 'skipped')

    const made = await page(ahead)
    expect(made).toEqual(await page(undefined))
    expect(made).toContain('broken: <p>as it is told in the end</p>')
    expect(made).toHaveLength(4)
  })

  it('is gone on with when more is there, with the attachments of what is', async () => {
    const [source, other] = ['one-attachment.txt', 'two-attachment.txt']
    await writeFile(join(results, source), 'the log of the first')
    await result('first', 'passed', '', [{ name: 'log', source, type: 'text/plain' }])
    // Whose result is yet to come.
    await writeFile(join(results, other), 'the log of the second')
    const early = await begun()
    expect(early?.files.size).toBe(4)
    await result('second', 'passed', '', [{ name: 'log', source: other, type: 'text/plain' }])

    const ahead = await readAhead({ name: 'page', present: await resultFilesOf(results) }, early)

    expect(ahead?.page).toBe(early?.page)
    expect(ahead?.files.size).toBe(6)
    expect(await page(ahead)).toEqual(await page(undefined))
  })

  it('is begun anew when the journal knows better of what was read', async () => {
    const ahead = await begun()
    await rm(join(results, 'gone-result.json'))

    expect(await page(ahead)).toEqual(['broken: <p>as it was told at first</p>', 'kept: '])
  })
})
