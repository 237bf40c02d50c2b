import type { Command } from 'commander'
import { packagedServices } from '../src/openapi/load-services.ts'
import { limitName, resourcesIn, wishesIn } from '../src/settings/target-fields.ts'

/** An option that a command has because a service is described so; named as its key of attest.yaml. */
interface ServiceOption {
  readonly name: string
  readonly value: string
  readonly help: string
}

/** What can be said of a target: `--image`. */
export function wishOptions(): readonly ServiceOption[] {
  return wishesIn(packagedServices()).flatMap(({ name, option }) =>
    option === undefined ? [] : [{ name, value: 'name', help: option }],
  )
}

/** How many resources of a kind there may be: `--max-servers`. */
export function limitOptions(): readonly ServiceOption[] {
  return resourcesIn(packagedServices()).flatMap((resource) => {
    if (resource.limit === undefined) return []
    const help = `never have more ${resource.plural}; what needs more is not tested`
    return [{ name: limitName(resource), value: 'number', help }]
  })
}

export function addOptionsOfServices(command: Command, options: readonly ServiceOption[]): Command {
  for (const { name, value, help } of options) command.option(`--${name} <${value}>`, help)
  return command
}

/** What was typed for these options, by their names. */
export function typedOptions(flags: object): Readonly<Record<string, string>> {
  const typed = new Map<string, unknown>(Object.entries(flags))
  return Object.fromEntries(
    [...wishOptions(), ...limitOptions()].flatMap(({ name }) => {
      const value = typed.get(asProperty(name))
      return typeof value === 'string' ? [[name, value] as const] : []
    }),
  )
}

/** The property in which commander keeps an option. */
function asProperty(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}
