import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml'
import { LARGEST_SETTINGS, readInputFile } from '../input-file.ts'
import { SettingsError, type SettingsFault } from './settings-error.ts'

/** A YAML file that was read, with the place of each value. */
export interface SettingsFile {
  readonly path: string
  /** The content of the file; an empty map for an empty file. */
  readonly value: unknown
  /** The place of the value at the path, or of the longest part of the path that exists. */
  placeOf(path: readonly PropertyKey[], part?: 'key' | 'value'): NonNullable<SettingsFault['at']>
  /** The value at the path as it was written, where YAML does not read it as text: `2.70`. */
  sourceOf(path: readonly PropertyKey[]): string | undefined
}

/** Reads the file; undefined when there is none. Throws {@link SettingsError}. */
export function readSettingsFile(path: string): SettingsFile | undefined {
  const text = read(path)
  return text === undefined ? undefined : parseSettingsFile(path, text)
}

function read(path: string): string | undefined {
  try {
    return readInputFile(path, LARGEST_SETTINGS).toString('utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
    if (code === 'ENOENT') return undefined
    throw new SettingsError({
      file: path,
      problem: `cannot be read (${code})`,
      expected: 'a YAML file of at most 1 MiB',
      advice: 'check the path and its permissions',
    })
  }
}

function parseSettingsFile(path: string, text: string): SettingsFile {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    logLevel: 'error',
    prettyErrors: false,
  })
  const position = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const [fault] = document.errors
  // The parser's own message is not shown, because it may quote the file.
  if (fault !== undefined) throw syntaxError(path, fault.code, position(fault.pos[0]))
  return {
    path,
    value: valueIn(document, path),
    placeOf: (place, part = 'value') => position(offsetOf(document, place, part)),
    sourceOf: (place) => {
      const node = walk(document, place).at(-1)?.value
      return isScalar(node) ? node.source : undefined
    },
  }
}

function valueIn(document: Document, path: string): unknown {
  try {
    return document.toJS() ?? {}
  } catch {
    throw syntaxError(path, 'BAD_ALIAS', { line: 1, column: 1 })
  }
}

function syntaxError(path: string, code: string, at: SettingsFault['at']): SettingsError {
  return new SettingsError({
    file: path,
    ...(at !== undefined && { at }),
    problem: `has a syntax error (${code.toLowerCase().replaceAll('_', ' ')})`,
    expected: 'valid YAML',
    advice: 'look there for a wrong indent, a tab, a key given twice, a missing quote or colon',
  })
}

interface Step {
  readonly key?: Node | undefined
  readonly value?: Node | undefined
}

/** The root of the document and the node at each part of the path, as far as the path exists. */
function walk(document: Document, path: readonly PropertyKey[]): readonly Step[] {
  const steps: Step[] = [{ value: nodeOf(document.contents, document) }]
  for (const part of path) {
    const step = below(steps.at(-1)?.value, part, document)
    if (step === undefined) break
    steps.push(step)
  }
  return steps
}

function below(node: Node | undefined, part: PropertyKey, document: Document): Step | undefined {
  if (isSeq(node)) return { value: nodeOf(node.items[Number(part)], document) }
  if (!isMap(node)) return undefined
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part))
  return pair && { key: nodeOf(pair.key, document), value: nodeOf(pair.value, document) }
}

function nodeOf(value: unknown, document: Document): Node | undefined {
  if (isAlias(value)) return value.resolve(document)
  return isNode(value) ? value : undefined
}

function offsetOf(document: Document, path: readonly PropertyKey[], part: 'key' | 'value'): number {
  const steps = walk(document, path)
  const step = steps.at(-1)
  // For a key without a value, and for a map that lacks a key, the key is the best place to show.
  const isEmpty = isScalar(step?.value) && step.value.value === null
  const node = part === 'key' || isEmpty || steps.length <= path.length ? step?.key : step?.value
  return (node ?? step?.value ?? step?.key)?.range?.[0] ?? 0
}
