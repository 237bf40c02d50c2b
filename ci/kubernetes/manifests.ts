import { readFileSync } from 'node:fs'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'

const environment = z.object({ name: z.string(), value: z.string() })
const mount = z.object({
  name: z.string(),
  mountPath: z.string(),
  readOnly: z.boolean().default(false),
})
const container = z.looseObject({
  image: z.string(),
  command: z.array(z.string()),
  env: z.array(environment),
  envFrom: z.array(z.object({ configMapRef: z.object({ name: z.string() }) })),
  volumeMounts: z.array(mount),
  securityContext: z.looseObject({ readOnlyRootFilesystem: z.boolean() }),
})
const volume = z.looseObject({
  name: z.string(),
  configMap: z.object({ name: z.string() }).optional(),
  secret: z.looseObject({ secretName: z.string(), defaultMode: z.int() }).optional(),
  persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
})
const rule = z.object({
  action: z.literal('FailIndex'),
  onExitCodes: z.object({ operator: z.literal('In'), values: z.array(z.int()) }).loose(),
})
const job = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    completionMode: z.literal('Indexed'),
    completions: z.int(),
    parallelism: z.int(),
    backoffLimitPerIndex: z.int(),
    podFailurePolicy: z.object({ rules: z.array(rule) }),
    template: z.looseObject({
      spec: z.looseObject({
        restartPolicy: z.literal('Never'),
        securityContext: z.looseObject({
          runAsUser: z.int(),
          runAsGroup: z.int(),
          fsGroup: z.int(),
        }),
        containers: z.tuple([container]),
        volumes: z.array(volume),
      }),
    }),
  }),
})
const configMap = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  data: z.record(z.string(), z.string()),
})

/** What a test reads of a Job. */
export type JobManifest = z.infer<typeof job>

/** The documents of a manifest beside this file. */
export function manifest(name: string): readonly unknown[] {
  const text = readFileSync(new URL(name, import.meta.url), 'utf8')
  return parseAllDocuments(text).map((document): unknown => document.toJS())
}

export const kindOf = (document: unknown) => z.object({ kind: z.string() }).parse(document).kind

/** The only Job of the documents. */
export function jobIn(documents: readonly unknown[]): JobManifest {
  return job.parse(documents.find((document) => kindOf(document) === 'Job'))
}

/** The ConfigMaps of the documents, by name. */
export function configMapsIn(
  documents: readonly unknown[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const found = documents.filter((document) => kindOf(document) === 'ConfigMap')
  return Object.fromEntries(
    found.map((document) => {
      const { metadata, data } = configMap.parse(document)
      return [metadata.name, data]
    }),
  )
}
