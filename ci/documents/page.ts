import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { anchor } from '../../reports/errata/markdown.ts'
import { packageRoot } from '../../src/package-root.ts'

interface Heading {
  readonly level: number
  readonly text: string
  readonly anchor: string
}

interface Fence {
  readonly language: string
  readonly lines: readonly string[]
}

/** What the tests of the documents need of a page in Markdown. */
export interface Page {
  readonly path: string
  readonly headings: readonly Heading[]
  readonly fences: readonly Fence[]
  /** What stands between backticks in the text. */
  readonly codes: readonly string[]
  /** The goals of links and images as they are written, in order. */
  readonly links: readonly string[]
  /** The goals in the section `## Contents`. */
  readonly contents: readonly string[]
}

/** Reads a page of the repository; `path` is relative to its root. */
export function readPage(path: string): Page {
  return parsePage(path, readFileSync(join(packageRoot, path), 'utf8'))
}

export function parsePage(path: string, markdown: string): Page {
  const fences: Fence[] = []
  const withoutFences = markdown.replaceAll(
    /^( *)```(\w*)\n([\s\S]*?)^\1```$/gm,
    (_all, indent: string, language: string, body: string) => {
      const lines = body.split('\n').map((line) => line.replace(indent, ''))
      fences.push({ language, lines })
      return ''
    },
  )
  const prose = withoutFences.replaceAll(/<!--[\s\S]*?-->/g, '')
  const [, contents = ''] = /^## Contents\n([\s\S]*?)(?=^## )/m.exec(prose) ?? []
  return {
    path,
    headings: headingsIn(prose),
    fences,
    codes: [...prose.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code.replaceAll(/\s+/g, ' ')),
    links: linksIn(prose),
    contents: linksIn(contents),
  }
}

function headingsIn(prose: string): Heading[] {
  const times = new Map<string, number>()
  return [...prose.matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = '', text = '']) => {
    const name = anchor(text.replaceAll('`', ''))
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    return { level: marks.length, text, anchor: before === 0 ? name : `${name}-${before}` }
  })
}

function linksIn(prose: string): string[] {
  const withoutCode = prose.replaceAll(/`[^`]*`/g, 'code')
  return [...withoutCode.matchAll(/\]\(([^()\s]+)\)/g)].map(([, goal = '']) => goal)
}
