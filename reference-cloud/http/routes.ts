export type Parameters = Readonly<Record<string, string>>

export interface Route<Handler> {
  readonly method: string
  /** `/servers/:server_id`; a segment with a colon takes any text without a slash. */
  readonly pattern: string
  readonly handler: Handler
}

export interface Match<Handler> {
  readonly route: Route<Handler>
  readonly parameters: Parameters
}

function matchPath(pattern: readonly string[], path: readonly string[]): Parameters | undefined {
  if (pattern.length !== path.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of pattern.entries()) {
    const given = path[index] ?? ''
    if (segment.startsWith(':')) {
      if (given === '') return undefined
      parameters[segment.slice(1)] = given
    } else if (segment !== given) return undefined
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

/** Finds the route of a method and path; routes written first win. */
export class Routes<Handler> {
  readonly #routes: ReadonlyArray<{ route: Route<Handler>; segments: string[] }>

  constructor(routes: ReadonlyArray<Route<Handler>>) {
    this.#routes = routes.map((route) => ({ route, segments: route.pattern.split('/') }))
  }

  find(method: string, path: string): Match<Handler> | undefined {
    const segments = path.split('/').map(decode)
    for (const { route, segments: pattern } of this.#routes) {
      if (route.method !== method) continue
      const parameters = matchPath(pattern, segments)
      if (parameters) return { route, parameters }
    }
    return undefined
  }
}
