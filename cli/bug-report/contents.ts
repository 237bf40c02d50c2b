import type { ReportedFile } from './archive.ts'

/** The list that goes with a report: what is in it, what is not, and what to look at before it is sent. */
export function contentsPage(
  files: readonly ReportedFile[],
  { run, cleaned }: { readonly run: string; readonly cleaned: number },
): string {
  const rows = files.map(({ name, what, text }) => `- ${name} (${text.length} characters): ${what}`)
  return `# Bug report of run ${run}

${rows.join('\n')}

Not in it: tokens, passwords, other secrets of the cloud, clouds.yaml, attest.yaml, and the values of
environment variables. They were removed when the run wrote its journal, and were looked for once more when this
report was made: ${cleaned === 0 ? 'nothing was found' : `${cleaned} lines of the journal had one, which was removed`}.

In it, as the cloud answered: the URLs of its services, ids of projects and users, ids and names of what the run
has used and made. If these are secret in your place, do not send this file; send what attest show
prints of the finding, with other names.
`
}
