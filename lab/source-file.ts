import { join } from 'node:path'
import { packageRoot } from '../src/package-root.ts'

/** The path of a data file of `lab/`: the same from the sources and from `dist/`. */
export function sourceFile(path: string): string {
  return join(packageRoot, 'lab', path)
}
