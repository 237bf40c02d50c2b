import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { z } from 'zod'
import { isMicroversion } from '../../src/openapi/microversion.ts'
import { packageRoot } from '../../src/package-root.ts'
import type { Facts, MethodFact } from '../facts/facts.ts'
import type { Sources } from '../facts/sources.ts'
import type { UpstreamFiles } from '../upstream/git-files.ts'
import { UpstreamError } from '../upstream/upstream-error.ts'

/** What controllers declare, by `Class.method`, and the schemas that none of them names. */
export interface Evaluated {
  readonly methods: ReadonlyMap<string, MethodFact>
  readonly unused: Facts['unused']
}

const SCRIPT = join(packageRoot, 'drift', 'schemas', 'evaluate.py')

const Version = z
  .string()
  .nullable()
  .transform((text) => (text !== null && isMicroversion(text) ? text : undefined))
const Place = { file: z.string(), line: z.int() }
const Answer = z.object({
  methods: z.array(
    z.object({
      ...Place,
      method: z.string(),
      errors: z.array(z.int()),
      success: z.int().nullable(),
      range: z.tuple([Version, Version]),
      schemas: z.array(
        z.object({
          kind: z.enum(['request', 'query', 'response']),
          ...Place,
          name: z.string(),
          min: Version,
          max: Version,
          schema: z.record(z.string(), z.unknown()),
        }),
      ),
    }),
  ),
  unused: z.array(z.object({ ...Place, name: z.string() })),
})

/**
 * Evaluates the modules with a service's schemas in Python. Undefined where there is no Python.
 * `python` is the program. Throws {@link UpstreamError} when the modules cannot be evaluated.
 */
export function evaluateSchemas(
  files: UpstreamFiles,
  { repository, modules, controllers, documents }: Sources,
  python: string,
): Evaluated | undefined {
  const methods = Object.values(documents).flatMap(({ operations }) =>
    Object.values(operations).map(({ method }) => method),
  )
  if (methods.length === 0) return { methods: new Map(), unused: [] }
  const asked = {
    modules: Object.fromEntries(
      modules.flatMap((path) => {
        const source = files.read(path)
        return source === undefined ? [] : [[path, source] as const]
      }),
    ),
    controllers: controllers.flatMap((file) => {
      const source = files.read(file)
      return source === undefined ? [] : [{ file, source, methods }]
    }),
  }
  const answer = answerTo(JSON.stringify(asked), python, repository)
  if (answer === undefined) return undefined
  const found = new Map<string, MethodFact>()
  for (const { method, success, range, schemas, ...rest } of answer.methods) {
    if (found.has(method)) continue
    const [min, max] = range
    found.set(method, {
      ...rest,
      ...(success !== null && { success }),
      ...ends(min, max),
      schemas: schemas.map(({ min, max, ...schema }) => ({ ...schema, ...ends(min, max) })),
    })
  }
  return { methods: found, unused: answer.unused }
}

const answers = new Map<string, z.infer<typeof Answer> | undefined>()

/** What was answered before: a replay of a history asks for the same modules again and again. */
function answerTo(input: string, python: string, repository: string) {
  const question = `${python} ${input}`
  if (answers.has(question)) return answers.get(question)
  const { error, status, stdout, stderr } = spawnSync(python, ['-I', '-S', SCRIPT], {
    input,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (error === undefined && status !== 0) {
    const last = stderr.trim().split('\n').at(-1) ?? ''
    throw new UpstreamError(repository, undefined, `its schemas cannot be evaluated: ${last}`)
  }
  const answer = error === undefined ? Answer.parse(JSON.parse(stdout)) : undefined
  answers.set(question, answer)
  return answer
}

function ends<T>(min: T | undefined, max: T | undefined): { min?: T; max?: T } {
  return { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
}
