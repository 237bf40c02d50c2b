import { spawnSync } from 'node:child_process'
import { escapeControls } from '../../reports/text/escape-controls.ts'
import type { News } from '../../site/history/news-of.ts'
import { causeWords } from '../../site/pages/verdict-mark.ts'

/** Prints the news, a line each, and hands them to a command of the user. */
export function tellNews(news: readonly News[], command: string | undefined): void {
  const text = news.map(newsLine).join('\n')
  process.stdout.write(`${text}\n`)
  if (command !== undefined) notify(command, text, news)
}

function newsLine({ target, promise, from, to, cause, reason }: News): string {
  const why = reason === null ? '' : `; ${reason}`
  const what =
    from === null || cause === null
      ? `${to}, not tested before`
      : `${from} → ${to}, ${causeWords(cause)}`
  return escapeControls(`${target}: ${promise} ${what}${why}`)
}

/** The command gets the news on its standard input, and as JSON in its environment. */
function notify(command: string, text: string, news: readonly News[]): void {
  const { status, error } = spawnSync(command, {
    shell: true,
    input: `${text}\n`,
    env: { ...process.env, ATTEST_CHANGES: JSON.stringify(news) },
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  if (status === 0) return
  const ended = error === undefined ? `ended with ${status}` : error.message
  process.stderr.write(`attest: --notify-command ${escapeControls(ended)}; correct the command\n`)
}
