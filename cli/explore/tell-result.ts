import type { Explored } from '../../explore/explore.ts'
import { tellFound } from './tell-found.ts'

/** What came of an exploration, in lines: what was found, and the command that repeats it; or that nothing was. */
export function tellResult(explored: Explored, again: string | undefined): readonly string[] {
  const { found, histories, calls, undecided } = explored
  if (found !== undefined && again !== undefined) return [...tellFound(found), `again: ${again}`]
  const open = undecided === 0 ? '' : `, ${undecided} undecided`
  const sizes = `${histories} ${histories === 1 ? 'history' : 'histories'}, ${calls} calls${open}`
  return [`nothing found: ${sizes}. This is no proof that the cloud conforms.`]
}
