import type { Command } from 'commander'
import { bashCompletion } from './bash.ts'
import { commandTree } from './command-tree.ts'
import { fishCompletion } from './fish.ts'
import { zshCompletion } from './zsh.ts'

/** The script of `bash`, `zsh` or `fish`, made from the same tree as the help. */
export function completionFor(shell: string, program: Command): string {
  const tree = commandTree(program)
  if (shell === 'zsh') return zshCompletion(tree)
  if (shell === 'fish') return fishCompletion(tree)
  return bashCompletion(tree)
}
