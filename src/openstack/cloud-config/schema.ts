import { z } from 'zod'

const text = z
  .union([z.string(), z.bigint(), z.number()], { error: 'a text (quote it if it is none in YAML)' })
  .transform(String)
  .transform((value) => (value === '' ? undefined : value))
  .nullish()
  .transform((value) => value ?? undefined)

/** A flag that is a boolean or a text. Only `true` means yes, and a text that is not clearly no is an error. */
const flag = z
  .union([z.boolean(), z.string().regex(/^(true|false|no|off|0|)$/i, 'true or false')], {
    error: 'true or false',
  })
  .nullish()
  .transform((value) => (typeof value === 'string' ? /^true$/i.test(value) : (value ?? false)))

/** A flag, or the path of a file with certificates, as in the Python clients. */
const verify = z
  .union([z.boolean(), z.string()], { error: 'true, false, or the path of a CA file' })
  .nullish()
  .transform((value) => {
    if (value === undefined || value === null || value === '') return true
    if (typeof value === 'boolean') return value
    return /^(true|false)$/i.test(value) ? /^true$/i.test(value) : value
  })

const INTERFACES = { error: 'public, internal or admin, or a list of these' }

const interfaceName = z
  .string(INTERFACES)
  .transform((name) => name.toLowerCase().replace(/url$/, ''))
  .pipe(z.enum(['public', 'internal', 'admin'], INTERFACES))

export const interfaceSetting = z
  .union([interfaceName, z.array(interfaceName)], INTERFACES)
  .nullish()
  .transform((chosen) => (chosen === null || chosen?.length === 0 ? undefined : chosen))
export const textSetting = text

/** The settings of one cloud that Attest reads, without empty ones; others are ignored. */
export const cloudSettings = z.looseObject({
  auth_type: text,
  auth: z.looseObject({
    auth_url: text,
    username: text,
    user_id: text,
    password: text,
    token: text,
    application_credential_id: text,
    application_credential_name: text,
    application_credential_secret: text,
    project_id: text,
    project_name: text,
    user_domain_id: text,
    user_domain_name: text,
    project_domain_id: text,
    project_domain_name: text,
    default_domain_id: text,
    default_domain_name: text,
    default_domain: text,
    trust_id: text,
    system_scope: text,
  }),
  region_name: text,
  interface: interfaceSetting,
  verify,
  insecure: flag,
  cacert: text,
  cert: text,
  key: text,
  api_timeout: z
    .union([z.bigint(), z.number(), z.string().regex(/^\d+(\.\d+)?$/, 'a number of seconds')], {
      error: 'a number of seconds',
    })
    .transform(Number)
    .pipe(
      z
        .number()
        .positive('a number of seconds above 0')
        .max(86_400, 'a number of seconds up to 86400'),
    )
    .nullish()
    .transform((value) => value ?? undefined),
})

export type CloudSettings = z.output<typeof cloudSettings>
export type AuthSettings = CloudSettings['auth']
