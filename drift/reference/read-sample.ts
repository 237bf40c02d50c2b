import { isMicroversion } from '../../src/openapi/microversion.ts'
import type { SampleFact } from '../facts/facts.ts'
import type { UpstreamFiles } from '../upstream/git-files.ts'
import { shapeOf } from './sample-shape.ts'

/** Reads a sample file that a reference includes; its folder may name a microversion. */
export function readSample(
  files: UpstreamFiles,
  file: string,
  direction: SampleFact['direction'],
  line: number,
): SampleFact {
  const folder = /\/v(\d+\.\d+)\/[^/]+$/.exec(file)?.[1]
  const value = parsed(files.read(file))
  return {
    direction,
    file,
    line,
    ...(folder !== undefined && isMicroversion(folder) && { at: folder }),
    ...(value !== undefined && { shape: shapeOf(value) }),
  }
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    // A fact without a shape: the file is no JSON.
    return undefined
  }
}
