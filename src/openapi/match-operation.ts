import type { Contracts, Operation } from './contract.ts'

export interface OperationMatch {
  readonly operation: Operation
  /** The path's parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>
}

/** What comes before the path of an operation: the path of the endpoint, with or without a project id. */
const PREFIX = /^(\/[^/]+)*?\/v\d+(\.\d+)?(\/[^/]+)?$/

/**
 * The operation that a method and a URL (or its path) call, at any endpoint. A fixed segment such as
 * `detail` is preferred to a parameter. Undefined when it is the call of no operation.
 */
export function matchOperation(
  contracts: Contracts,
  method: string,
  url: string,
): OperationMatch | undefined {
  const [path = ''] = url.replace(/^[a-z]+:\/\/[^/]*/i, '').split(/[?#]/)
  let best: { readonly match: OperationMatch; readonly named: number } | undefined
  for (const contract of contracts.values()) {
    for (const operation of contract.operations) {
      const parameters =
        operation.method === method.toUpperCase() ? matchPath(operation.path, path) : undefined
      const named = operation.path.split('/').filter((part) => !part.startsWith('{')).length
      if (parameters !== undefined && named > (best?.named ?? 0)) {
        best = { match: { operation, parameters }, named }
      }
    }
  }
  return best?.match
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const wanted = template.split('/').slice(1)
  const given = path.split('/')
  const below = given.slice(-wanted.length)
  const prefix = given.slice(0, -wanted.length).join('/')
  if (below.length < wanted.length || (prefix !== '' && !PREFIX.test(prefix))) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const segment = below[index] ?? ''
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined
    } else {
      if (segment === '') return undefined
      parameters[part.slice(1, -1)] = decode(segment)
    }
  }
  return parameters
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
