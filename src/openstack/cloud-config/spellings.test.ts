import { describe, expect, it } from 'vitest'
import type { Secret } from '../secrets/secret.ts'
import {
  load,
  PLAIN,
  passwordOf,
  useConfigurationFolder,
  write,
} from '../testing/configuration-folder.ts'

useConfigurationFolder()

describe('the spellings', () => {
  it('takes dashes for underscores at every depth, but not in the names of clouds', () => {
    write(
      'work/clouds.yaml',
      `clouds:
  my-cloud:
    region-name: R1
    block-storage-endpoint-override: https://volumes.example/v3/%(project_id)s
    auth:
      auth-url: https://id.example/
      username: ada
      password: 0
      project-id: p1
      user-domain-id: default
`,
    )
    const config = load('my-cloud')
    expect(config).toMatchObject({
      authUrl: 'https://id.example',
      regionName: 'R1',
      services: {
        'block-storage': { endpointOverride: 'https://volumes.example/v3/%(project_id)s' },
      },
    })
    expect(passwordOf(config)).toBe('0')
  })

  it.each(['volume', 'volumev3', 'block_storage'])('reads %s_endpoint_override', (prefix) => {
    write('work/clouds.yaml', `${PLAIN}    ${prefix}_endpoint_override: https://v.example/v3\n`)
    expect(load('north').services['block-storage']?.endpointOverride).toBe('https://v.example/v3')
  })

  it('knows endpoint_type, which beats interface', () => {
    write('work/clouds.yaml', `${PLAIN}    endpoint_type: internalURL\n    interface: admin\n`)
    expect(load('north').interface).toBe('internal')
  })

  it('lets a project beside auth beat that in auth, but not a user', () => {
    write('work/clouds.yaml', `${PLAIN}    project_name: beside\n    username: beside\n`)
    expect(load('north').credential).toMatchObject({
      user: { name: 'ada' },
      project: { name: 'beside' },
    })
  })

  it('keeps the digits of a password as they were written', () => {
    const digits = '12345678901234567890'
    write('work/clouds.yaml', PLAIN.replace('from-clouds', digits))
    expect(passwordOf(load('north'))).toBe(digits)
  })

  it('takes one domain for that of user and project', () => {
    write(
      'work/clouds.yaml',
      'clouds:\n  one:\n    auth: { auth_url: "http://id.example", username: a, password: b, project_name: c, domain_id: d }\n',
    )
    expect(load('one').credential).toMatchObject({
      user: { domain: { id: 'd' } },
      project: { domain: { id: 'd' } },
    })
  })

  it('reads application credentials and tokens', () => {
    write(
      'work/clouds.yaml',
      `clouds:
  app:
    auth_type: v3applicationcredential
    auth: { auth_url: "http://id.example", application_credential_id: ac1, application_credential_secret: s1 }
  named:
    auth_type: v3applicationcredential
    auth: { auth_url: "http://id.example", application_credential_name: ci, application_credential_secret: s2, username: ada, user_domain_id: default }
  token:
    auth_type: v3token
    auth: { auth_url: "http://id.example", token: t1, project_id: p1 }
`,
    )
    expect(load('app').credential).toMatchObject({ credential: { id: 'ac1' } })
    expect(load('named').credential).toMatchObject({
      credential: { name: 'ci', user: { name: 'ada', domain: { id: 'default' } } },
    })
    expect(load('token').credential).toMatchObject({ method: 'token', project: { id: 'p1' } })
  })

  it('prints no secret', () => {
    write('work/clouds.yaml', PLAIN)
    const { credential } = load('north')
    const password: Secret | undefined = 'password' in credential ? credential.password : undefined
    expect(`${JSON.stringify(credential)} ${password}`).not.toContain('from-clouds')
  })
})
