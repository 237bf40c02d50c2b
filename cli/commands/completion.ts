import { Argument, type Command } from 'commander'

export function addCompletionCommand(program: Command): void {
  program
    .command('completion')
    .summary('print the completion for a shell')
    .description(
      'Prints a script with which a shell completes commands and options. For bash: ' +
        'attest completion bash > ~/.local/share/bash-completion/completions/attest',
    )
    .addArgument(new Argument('<shell>').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: string) => {
      const { completionFor } = await import('../completion/completion.ts')
      process.stdout.write(completionFor(shell, program))
    })
}
