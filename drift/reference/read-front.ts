import type { FrontFact } from '../facts/facts.ts'
import { shortDigest } from '../facts/short-digest.ts'
import type { UpstreamFiles } from '../upstream/git-files.ts'
import { rstBlocks } from './rst-blocks.ts'

/** What a reference says in front of its first operation, as a digest; nothing for a file that is not there. */
export function readFront(files: UpstreamFiles, file: string): readonly FrontFact[] {
  const source = files.read(file)
  if (source === undefined) return []
  const blocks = rstBlocks(source)
  const first = blocks.findIndex(
    (block) => block.kind === 'directive' && block.name === 'rest_method',
  )
  const before = blocks.slice(0, Math.max(first, 0))
  const end = before.findLastIndex(({ kind }) => kind === 'heading')
  const texts = before.slice(0, Math.max(end, 0)).flatMap((block) => {
    if (block.kind === 'heading') return [block.title]
    if (block.kind === 'text') return block.lines.map(({ text }) => text)
    return [block.argument, ...block.body.map(({ text }) => text)]
  })
  return [{ file, prose: shortDigest(texts.join(' ')) }]
}
