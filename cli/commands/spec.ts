import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CheckOptions } from '../spec/check-spec.ts'
import type { FactsOptions } from '../spec/facts-of.ts'

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
  const check = spec
    .command('check')
    .summary('hold the contract to what upstream says')
    .description(
      'Compares the contract with the API reference, samples, history and JSON Schemas of OpenStack, ' +
        'at every microversion. A difference that no erratum and no edition explains ends with exit ' +
        'code 1, and so does an erratum whose evidence is seen no more.',
    )
    .option('--all', 'every release whose facts are kept in specs/upstream; offline')
    .addOption(
      new Option('--issue <whose>', 'print texts for issues instead').choices([
        'contract',
        'upstream',
      ]),
    )
    .option('--json', 'print what was found as JSON')
    .action(async (flags: CheckOptions) => {
      const { checkSpec } = await import('../spec/check-spec.ts')
      process.exitCode = checkSpec(flags)
    })
  addRepositoryOptions(check, {
    ref: ' (default: HEAD)',
    release: ' (default: the release that --ref names, or master)',
  })
  const facts = spec
    .command('facts')
    .summary('extract what upstream says, and keep it')
    .description(
      'Extracts names, statuses, types, ranges and schemas from a repository of OpenStack, and keeps ' +
        'them in specs/upstream/<service>/<release>.json. None of its texts are kept.',
    )
    .option('--json', 'print the facts instead')
    .action(async (flags: Partial<FactsOptions> & { json?: boolean }) => {
      const { keepFactsOf } = await import('../spec/keep-facts.ts')
      keepFactsOf(flags)
    })
  addRepositoryOptions(facts, { ref: '', release: '' })
}

/** The same options; what is taken where one is absent differs. */
function addRepositoryOptions(
  command: Command,
  absent: { readonly ref: string; readonly release: string },
): void {
  command
    .option('--service <name>', 'whose documents: the part before the slash in attest spec list')
    .option('--git <dir>', 'a checkout or a bare repository of the service')
    .option('--ref <ref>', `a tag, a branch, a release or a commit there${absent.ref}`)
    .option('--release <name>', `whose facts these are, such as 2026.2${absent.release}`)
    .option('--python <program>', 'evaluates the schemas of the service (default: python3)')
}

function asMicroversion(text: string): string {
  if (/^\d+\.\d+$/.test(text)) return text
  throw new InvalidArgumentError('Expected a microversion such as 2.49.')
}
