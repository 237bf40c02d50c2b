import { describe, expect, it } from 'vitest'
import {
  AUTH,
  ENVIRONMENT,
  fault,
  inRoot,
  load,
  PLAIN,
  passwordOf,
  place,
  useConfigurationFolder,
  write,
} from '../testing/configuration-folder.ts'
import { findClouds } from './cloud-config.ts'

useConfigurationFolder()

describe('the search for files', () => {
  it('reads the working directory before the user folder and the site folder', () => {
    const named = (name: string) => `clouds:\n  ${name}:\n    auth:${AUTH}\n`
    write('site/openstack/clouds.yaml', named('site'))
    expect(findClouds(place()).names).toEqual(['site'])
    write('home/.config/openstack/clouds.yaml', named('user'))
    expect(findClouds(place()).names).toEqual(['user'])
    write('work/clouds.json', JSON.stringify({ clouds: { json: { auth: {} } } }))
    expect(findClouds(place()).names).toEqual(['json'])
    write('work/clouds.yml', named('yml'))
    expect(findClouds(place()).names).toEqual(['yml'])
    write('work/clouds.yaml', named('yaml'))
    expect(findClouds(place()).names).toEqual(['yaml'])
  })

  it('honours XDG_CONFIG_HOME, and then still looks below the home folder', () => {
    write('home/.config/openstack/clouds.yaml', PLAIN)
    const env = { XDG_CONFIG_HOME: inRoot('xdg') }
    expect(findClouds(place(env)).names).toEqual(['north'])
    write('xdg/openstack/clouds.yaml', PLAIN.replace('north', 'xdg'))
    expect(findClouds(place(env)).names).toEqual(['xdg'])
  })

  it('prefers OS_CLIENT_CONFIG_FILE, and passes over it when it is not there', () => {
    write('work/clouds.yaml', PLAIN)
    const file = write('other.yaml', PLAIN.replace('north', 'other'))
    expect(findClouds(place({ OS_CLIENT_CONFIG_FILE: file })).names).toEqual(['other'])
    expect(findClouds(place({ OS_CLIENT_CONFIG_FILE: `${file}.bak` })).names).toEqual(['north'])
  })

  it('takes an empty file for one without entries', () => {
    write('work/clouds.yaml', '')
    expect(findClouds(place()).names).toEqual([])
  })
})

describe('the choice of an entry', () => {
  it('takes the named one, then OS_CLOUD, then the variables, then the only one', () => {
    write('work/clouds.yaml', `${PLAIN}  south:\n    auth:${AUTH}\n`)
    expect(load('south', { OS_CLOUD: 'north' }).name).toBe('south')
    expect(load(undefined, { OS_CLOUD: 'north', ...ENVIRONMENT }).name).toBe('north')
    expect(load(undefined, ENVIRONMENT).name).toBe('envvars')
    expect(fault(() => load()).message).toMatch(/not chosen: expected one of north, south/)
    write('work/clouds.yaml', PLAIN)
    expect(load().name).toBe('north')
  })

  it('makes an entry of the OS_* variables, tenant names and default domain included', () => {
    const config = load('envvars', {
      ...ENVIRONMENT,
      OS_REGION_NAME: 'R9',
      OS_INTERFACE: 'internalURL',
    })
    expect(config).toMatchObject({
      name: 'envvars',
      authUrl: 'https://env.example:5000',
      regionName: 'R9',
      interface: 'internal',
      credential: {
        user: { name: 'grace', domain: { id: 'default' } },
        project: { name: 'cobol', domain: { id: 'default' } },
      },
    })
    expect(passwordOf(config)).toBe('from-env')
  })

  it('does not mix variables into an entry of a file', () => {
    write('work/clouds.yaml', PLAIN)
    const config = load('north', ENVIRONMENT)
    expect(config.authUrl).toBe('https://id.example/v3')
    expect(passwordOf(config)).toBe('from-clouds')
  })

  it('lists the names there are and the files searched for an unknown name', () => {
    const file = write('work/clouds.yaml', PLAIN)
    const { message } = fault(() => load('nroth'))
    expect(message).toContain('clouds.nroth does not exist (asked for by --cloud)')
    expect(message).toContain('"north"')
    expect(message).toContain(file)
    expect(message).toContain(inRoot('home/.config/openstack/clouds.yaml'))
  })

  it('says that a named file is not there', () => {
    const OS_CLIENT_CONFIG_FILE = inRoot('nowhere.yaml')
    const { message } = fault(() => load('north', { OS_CLIENT_CONFIG_FILE }))
    expect(message).toContain(`${OS_CLIENT_CONFIG_FILE} (OS_CLIENT_CONFIG_FILE, not there)`)
  })

  it('refuses an entry with the name of the variables', () => {
    write('work/clouds.yaml', PLAIN.replace('north', 'envvars'))
    expect(fault(() => load('envvars')).message).toMatch(/OS_CLOUD_NAME/)
  })
})

describe('the merge', () => {
  it('lays secure.yaml over clouds.yaml at every depth, wherever each is found', () => {
    write('work/clouds.yaml', PLAIN)
    write(
      'home/.config/openstack/secure.yaml',
      'clouds:\n  north:\n    auth:\n      password: safe\n',
    )
    const config = load('north')
    expect(passwordOf(config)).toBe('safe')
    expect(config.credential).toMatchObject({ user: { name: 'ada' } })
  })

  it('lays the entry over its profile, and only auth by its parts', () => {
    write(
      'work/clouds-public.yaml',
      `public-clouds:
  vendor:
    interface: internal
    region_name: V1
    compute_endpoint_override: https://vendor.example/compute
    auth: { auth_url: https://vendor.example, project_domain_id: d1, user_domain_id: d1 }
`,
    )
    write(
      'work/clouds.yaml',
      'clouds:\n  mine:\n    profile: vendor\n    region_name: M1\n    auth: { username: ada, password: x, project_id: p1, user_domain_id: d2 }\n',
    )
    expect(load('mine')).toMatchObject({
      authUrl: 'https://vendor.example',
      interface: 'internal',
      regionName: 'M1',
      credential: { user: { name: 'ada', domain: { id: 'd2' } }, project: { id: 'p1' } },
      services: { compute: { endpointOverride: 'https://vendor.example/compute' } },
    })
  })

  it('names a profile that is in no file when nothing else gives the URL', () => {
    write('work/clouds.yaml', 'clouds:\n  mine:\n    profile: acme\n    auth: { username: ada }\n')
    expect(fault(() => load('mine')).message).toMatch(/auth_url is missing.*"acme".*clouds-public/)
  })

  it('lets overrides beat everything, in any spelling', () => {
    write('work/clouds.yaml', PLAIN)
    const config = load('north', {}, { 'os-interface': 'admin', auth: { 'project-name': 'other' } })
    expect(config.interface).toBe('admin')
    expect(config.credential).toMatchObject({ project: { name: 'other' } })
    expect(passwordOf(config)).toBe('from-clouds')
  })
})

describe('the regions', () => {
  const REGIONS = `clouds:
  wide:
    regions:
      - east
      - name: west
        values:
          interface: internal
          auth: { auth-url: 'https://west.example' }
    auth:${AUTH}
`

  it('takes the first of the list, or the one asked for with its own values', () => {
    write('work/clouds.yaml', REGIONS)
    expect(load('wide')).toMatchObject({ regionName: 'east', interface: 'public' })
    expect(load('wide', {}, { region_name: 'west' })).toMatchObject({
      regionName: 'west',
      interface: 'internal',
      authUrl: 'https://west.example',
    })
  })

  it('lets OS_REGION_NAME choose while no other variable makes up an entry', () => {
    write('work/clouds.yaml', REGIONS)
    expect(load('wide', { OS_REGION_NAME: 'west' }).regionName).toBe('west')
    expect(load('wide', { ...ENVIRONMENT, OS_REGION_NAME: 'west' }).regionName).toBe('east')
  })

  it('of an entry, be it one name, beat all regions of its profile', () => {
    write('work/clouds-public.yaml', 'public-clouds:\n  vendor:\n    regions: [V1, V2]\n')
    write('work/clouds.yaml', `${PLAIN}    profile: vendor\n`)
    expect(load('north').regionName).toBe('R1')
  })

  it('lists the regions there are for an unknown one', () => {
    write('work/clouds.yaml', REGIONS)
    expect(fault(() => load('wide', {}, { region_name: 'East' })).message).toContain('east, west')
  })

  it('puts settings into a URL that refers to them', () => {
    write('work/clouds.yaml', PLAIN.replace('id.example', '{region_name}.example'))
    expect(load('north').authUrl).toBe('https://R1.example/v3')
  })
})
