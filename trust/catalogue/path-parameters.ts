import type { Operation } from '../../src/openapi/contract.ts'
import { isJsonObject } from '../../src/openapi/json.ts'
import { pointer, valueAt } from '../../src/openapi/json-pointer.ts'
import { documentAt, operations, viewAt } from '../answers/contracts.ts'
import { formsOf } from '../answers/stretches.ts'
import type { Fault } from '../fault.ts'
import { asking } from './requests-changed.ts'

/** Path parameters that are too long are cut instead of refused. */
export function pathFaults(): Fault[] {
  return operations.flatMap((operation) =>
    longestOf(operation).flatMap(({ name, longest }) => cutParameter(operation, name, longest)),
  )
}

/** Parameters of the path with a maximum length, at the operation's newest microversion. */
function longestOf(
  operation: Operation,
): readonly { readonly name: string; readonly longest: number }[] {
  const at = formsOf(operation).at(-1)?.from
  const document = documentAt(operation.id, at)
  return (viewAt(operation.id, at)?.parameters ?? []).flatMap((rule) => {
    const schema = valueAt(document, rule.pointer + pointer('schema'))
    const longest = isJsonObject(schema) ? schema.maxLength : undefined
    return rule.in === 'path' && typeof longest === 'number' ? [{ name: rule.name, longest }] : []
  })
}

function cutParameter({ id, requirements }: Operation, name: string, longest: number): Fault[] {
  const refusal = `${id}:400:long-${name}`
  if (!requirements.some((one) => one.id === refusal)) return []
  return [
    {
      id: `${id}/takes/${name}/maxLength`,
      kind: 'constraint',
      sentence: `${id} cuts a ${name} that is longer than ${longest} characters`,
      violates: [refusal],
      means: {
        tamper: () =>
          asking({ operation: id }, ({ parameters, target }) => {
            const value = parameters[name] ?? ''
            if (value.length <= longest) return undefined
            const [whole, cut] = [value, value.slice(0, longest)].map(encodeURIComponent)
            return { target: target.replace(whole ?? '', cut ?? '') }
          }),
      },
    },
  ]
}
