import { relative } from 'node:path'
import type { Explored } from '../../explore/explore.ts'
import { tellFound } from './tell-found.ts'

/**
 * What came of an exploration, in lines: what was found, and how to repeat it by the file of its history; or
 * that nothing was.
 */
export function tellResult(explored: Explored, file: string | undefined): readonly string[] {
  const { found, histories, calls, undecided } = explored
  if (found !== undefined && file !== undefined) {
    const path = relative(process.cwd(), file)
    return [...tellFound(found), `again: attest explore --history ${path}, with the same cloud`]
  }
  const open = undecided === 0 ? '' : `, ${undecided} undecided`
  const sizes = `${histories} ${histories === 1 ? 'history' : 'histories'}, ${calls} calls${open}`
  return [`nothing found: ${sizes}. This is no proof that the cloud conforms.`]
}
