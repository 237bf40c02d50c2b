import { type Command, InvalidArgumentError } from 'commander'

export function addSpecCommand(program: Command): void {
  const spec = program
    .command('spec')
    .summary('show the contract')
    .description('Shows the OpenAPI documents that the suite holds clouds to.')
  spec
    .command('list')
    .summary('list the documents')
    .description(
      'Prints the id and the title of each document, and whether a run tests it by default.',
    )
    .option('--json', 'print the list as JSON')
    .action(async (flags: { json?: boolean }) => {
      const { listSpecs } = await import('../show-spec.ts')
      listSpecs(flags)
    })
  spec
    .command('requirements')
    .summary('list all promises')
    .description(
      'Prints every promise of the documents: its id, level, microversions and condition. As JSON ' +
        'it is for other tools, with the place in the document and the errata.',
    )
    .argument('[document]', 'only those of this document or service (see attest spec list)')
    .option('--json', 'print the list as JSON')
    .action(async (name: string | undefined, flags: { json?: boolean }) => {
      const { listRequirements } = await import('../spec/list-requirements.ts')
      listRequirements(name, flags)
    })
  spec
    .command('show')
    .summary('print a document, as written or at one microversion')
    .description(
      'Prints a document of the contract. At a microversion it is a plain OpenAPI document that ' +
        'other tools can use; without one it is the document as written, for all versions.',
    )
    .argument(
      '<document>',
      'a document: its id, its name, or a service with only one (see attest spec list)',
    )
    .option('--at <microversion>', 'such as 2.49', asMicroversion)
    .option('--json', 'JSON instead of YAML')
    .action(async (name: string, flags: { at?: string; json?: boolean }) => {
      const { showSpec } = await import('../show-spec.ts')
      showSpec(name, flags)
    })
}

function asMicroversion(text: string): string {
  if (/^\d+\.\d+$/.test(text)) return text
  throw new InvalidArgumentError('Expected a microversion such as 2.49.')
}
