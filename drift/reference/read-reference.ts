import { posix } from 'node:path'
import { isMicroversion, type Microversion } from '../../src/openapi/microversion.ts'
import type { ParameterFact, SectionFact } from '../facts/facts.ts'
import { shortDigest } from '../facts/short-digest.ts'
import type { UpstreamFiles } from '../upstream/git-files.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'
import { type DescribedParameter, readParameterFile } from './parameter-file.ts'
import { readSample } from './read-sample.ts'
import { statusesOfDirective, statusesOfText } from './response-codes.ts'
import { type Block, type Line, rstBlocks } from './rst-blocks.ts'

/** A section of the reference, and the operation that it describes. */
export interface DescribedOperation {
  readonly method: string
  readonly path: string
  readonly section: SectionFact
}

type Direction = ParameterFact['direction']
type ParameterFile = (key: string) => DescribedParameter | undefined

/**
 * Reads the operations of a file of an API reference. `major` is the first number of the service's
 * microversions; undefined where it has none. Throws {@link UpstreamError} for what cannot be read.
 */
export function readReference(
  files: UpstreamFiles,
  file: string,
  major: string | undefined,
): readonly DescribedOperation[] {
  const source = files.read(file)
  if (source === undefined) return []
  const blocks = rstBlocks(source)
  files.prepare(includedBy(blocks).map((name) => posix.join(posix.dirname(file), name)))
  const parameterFiles = new Map<string, ParameterFile>()
  const parameterFile = (named: string, line: number): [string, ParameterFile] => {
    const path = posix.join(posix.dirname(file), named)
    const known = parameterFiles.get(path)
    if (known !== undefined) return [path, known]
    const text = files.read(path)
    if (text === undefined) throw new UpstreamError(file, line, `${path} is not there`)
    const read = readParameterFile(text, path)
    parameterFiles.set(path, read)
    return [path, read]
  }
  return sectionsOf(blocks).map(({ method, path, line, blocks }) => {
    const section = { statuses: [], parameters: [], samples: [], versions: [] } as Mutable
    const prose: string[] = []
    let direction: Direction = 'request'
    for (const block of blocks) {
      if (block.kind === 'heading') direction = directionOf(block.title) ?? direction
      else if (block.kind === 'text') {
        const statuses = statusesOfText(block, file)
        if (statuses !== undefined) section.statuses.push(...statuses)
        else if (!isTitleOfExample(block.lines)) read(block.lines, prose, section.versions, major)
      } else if (block.name === 'rest_status_code') {
        section.statuses.push(...statusesOfDirective(block.body))
      } else if (block.name === 'rest_parameters') {
        const [entries, of] = parameterFile(block.argument, block.line)
        section.parameters.push(...parametersOf(block.body, direction, of, entries))
      } else if (block.name === 'literalinclude') {
        const sample = posix.join(posix.dirname(file), block.argument)
        section.samples.push(readSample(files, sample, direction, block.line))
      } else if (block.name !== 'rest_method') {
        const argument = { number: block.line, text: block.argument }
        read([argument, ...block.body], prose, section.versions, major)
      }
    }
    return {
      method,
      path,
      section: { file, line, path, ...section, prose: shortDigest(prose.join(' ')) },
    }
  })
}

/** The files that a reference names: all are read at once. */
function includedBy(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) =>
    block.kind === 'directive' && ['literalinclude', 'rest_parameters'].includes(block.name)
      ? [block.argument]
      : [],
  )
}

type Mutable = {
  -readonly [key in 'statuses' | 'parameters' | 'samples' | 'versions']: SectionFact[key][number][]
}

/** From the heading of each operation to that of the next one. */
function sectionsOf(blocks: readonly Block[]) {
  const methods = blocks.flatMap((block, index) =>
    block.kind === 'directive' && block.name === 'rest_method' ? [{ block, index }] : [],
  )
  const starts = methods.map(({ index }) =>
    blocks.findLastIndex((block, at) => at < index && block.kind === 'heading'),
  )
  return methods.map(({ block }, which) => {
    const [method = '', path = ''] = block.argument.split(/\s+/)
    const start = Math.max(starts[which] ?? 0, 0)
    return { method, path, line: block.line, blocks: blocks.slice(start, starts[which + 1]) }
  })
}

/** `**Example Open a door (v2.5): JSON request**` promises nothing: the sample below it is read for itself. */
function isTitleOfExample(lines: readonly Line[]): boolean {
  const text = lines.map((line) => line.text.trim()).join(' ')
  return /^\*\*Example\b[^*]*\*\*:?$/.test(text)
}

function directionOf(title: string): Direction | undefined {
  if (/^response codes/i.test(title)) return undefined
  if (/\brequest\b/i.test(title)) return 'request'
  return /\bresponse\b/i.test(title) ? 'response' : undefined
}

function parametersOf(
  body: readonly Line[],
  direction: Direction,
  of: ParameterFile,
  entries: string,
): readonly ParameterFact[] {
  return body.flatMap(({ text, number }) => {
    const [, name, key] = /^\s*-\s+([^\s:][^:]*(?::[^:\s]+)*):\s+(\S+)\s*$/.exec(text) ?? []
    if (name === undefined || key === undefined) return []
    const { line, min, max, prose, ...described } = of(key) ?? NOT_DESCRIBED
    return {
      direction,
      name,
      ...described,
      ...(min !== undefined && isMicroversion(min) && { min }),
      ...(max !== undefined && isMicroversion(max) && { max }),
      line: number,
      ...(line !== undefined && { entry: { file: entries, line } }),
      prose,
    }
  })
}

/** What is known of a row whose entry is missing in the parameter file. */
const NOT_DESCRIBED: Omit<DescribedParameter, 'line'> & { readonly line?: number } = {
  in: 'unsaid',
  type: 'unsaid',
  required: false,
  prose: shortDigest(''),
}

/** Takes the text of lines, and the microversions that it names. */
function read(
  lines: readonly Line[],
  prose: string[],
  versions: { version: Microversion; line: number }[],
  major: string | undefined,
): void {
  for (const { text, number } of lines) {
    prose.push(text)
    if (major === undefined) continue
    for (const [, version = ''] of text.matchAll(/(?<![\d.])v?(\d+\.\d+)(?!\.?\d)/g)) {
      const known = versions.some((one) => one.version === version)
      if (!known && isMicroversion(version) && version.split('.')[0] === major) {
        versions.push({ version, line: number })
      }
    }
  }
}
