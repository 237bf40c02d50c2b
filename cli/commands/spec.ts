import { type Command, InvalidArgumentError } from 'commander'

export function addSpecCommand(program: Command): void {
  const spec = program
    .command('spec')
    .summary('show the contract')
    .description('Shows the OpenAPI documents that the suite holds clouds to.')
  spec
    .command('show')
    .summary('print a document, as written or at one microversion')
    .description(
      'Prints the contract of a service. At a microversion it is a plain OpenAPI document that ' +
        'other tools can use; without one it is the document as written, all versions in one.',
    )
    .argument(
      '<service>',
      'a service with one document, or a document such as block-storage/attachments',
    )
    .option('--at <microversion>', 'such as 2.49', asMicroversion)
    .option('--json', 'JSON instead of YAML')
    .action(async (service: string, flags: { at?: string; json?: boolean }) => {
      const { showSpec } = await import('../show-spec.ts')
      showSpec(service, flags)
    })
}

function asMicroversion(text: string): string {
  if (/^\d+\.\d+$/.test(text)) return text
  throw new InvalidArgumentError('Expected a microversion such as 2.49.')
}
