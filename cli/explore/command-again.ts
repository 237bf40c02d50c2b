import { shellWord } from '../../src/openstack/shell-quoted.ts'
import type { TargetFlags } from '../target-options.ts'

/** The command that repeats a history on the cloud that was given, to be pasted into a shell. */
export function commandAgain(
  {
    cloud,
    persona = [],
    config,
    release,
    strict = false,
  }: TargetFlags & { readonly strict?: boolean },
  file: string,
): string {
  const options = Object.entries({ cloud, config, release }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  )
  const words = [
    ...options,
    ...persona.flatMap((one) => ['--persona', one]),
    ...(strict ? ['--strict'] : []),
    '--history',
    file,
  ]
  return ['attest', 'explore', ...words.map(shellWord)].join(' ')
}
