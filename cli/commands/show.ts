import type { Command } from 'commander'

export function addShowCommand(program: Command): void {
  program
    .command('show')
    .summary('show a finding, a case or an exchange of a run')
    .description(
      'Prints what a run has recorded, without secrets: of a finding its promise, what was sent, what ' +
        'came and what differs, and the conversation of its first case; of a case all that was asked ' +
        'and answered; of an exchange every header and the curl command that sends the request ' +
        'again. Without a name it lists all findings.',
    )
    .argument('<run>', 'folder of a run, such as reports/latest')
    .argument('[name]', 'a finding such as F1, the id of a case, or the id of an exchange')
    .action(async (run: string, named: string | undefined) => {
      const { showRun } = await import('../findings/show-run.ts')
      await showRun(run, named)
    })
}
