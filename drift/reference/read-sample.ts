import { isMicroversion } from '../../src/openapi/microversion.ts'
import type { NamedSampleFact, SampleFact } from '../facts/facts.ts'
import type { UpstreamFiles } from '../upstream/git-files.ts'
import { shapeOf } from './sample-shape.ts'

/** Reads a sample file that a reference includes. */
export function readSample(
  files: UpstreamFiles,
  file: string,
  direction: SampleFact['direction'],
  line: number,
): SampleFact {
  return { direction, file, line, ...formOf(files, file) }
}

/** Reads a sample file that an example of the contract names; undefined where it is not there. */
export function readNamedSample(
  files: UpstreamFiles,
  file: string,
  direction: SampleFact['direction'],
): NamedSampleFact | undefined {
  if (files.read(file) === undefined) return undefined
  return { direction, file, ...formOf(files, file) }
}

/** The form of a sample's values, and the microversion that its folder may name. */
function formOf(files: UpstreamFiles, file: string): Pick<SampleFact, 'at' | 'shape'> {
  const folder = /\/v(\d+\.\d+)\/[^/]+$/.exec(file)?.[1]
  const value = parsed(files.read(file))
  return {
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
