import type { Command } from 'commander'
import { packagedServices } from '../src/openapi/load-services.ts'
import { limitName, resourcesIn, wishesIn } from '../src/settings/target-fields.ts'

/**
 * An option of commands that comes from the description of a service; it has the name of a key in
 * attest.yaml.
 */
interface ServiceOption {
  readonly name: string
  readonly value: string
  readonly help: string
}

/** Settings about the target: `--image`. */
export function wishOptions(): readonly ServiceOption[] {
  return wishesIn(packagedServices()).flatMap(({ name, option }) =>
    option === undefined ? [] : [{ name, value: 'name', help: option }],
  )
}

/** Limits of the number of resources: `--max-servers`. */
export function limitOptions(): readonly ServiceOption[] {
  return resourcesIn(packagedServices()).flatMap((resource) => {
    if (resource.limit === undefined) return []
    const help = `have at most this many ${resource.plural}; cases that need more are not tested`
    return [{ name: limitName(resource), value: 'number', help }]
  })
}

export function addOptionsOfServices(command: Command, options: readonly ServiceOption[]): Command {
  for (const { name, value, help } of options) command.option(`--${name} <${value}>`, help)
  return command
}

/** The values that were typed for these options, by name. */
export function typedOptions(flags: object): Readonly<Record<string, string>> {
  const typed = new Map<string, unknown>(Object.entries(flags))
  return Object.fromEntries(
    [...wishOptions(), ...limitOptions()].flatMap(({ name }) => {
      const value = typed.get(asProperty(name))
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
}

/** The property in which commander stores an option. */
function asProperty(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
