import type { Release, ServiceDescription } from '../release.ts'
import type { Apis } from './apis.ts'
import { program } from './programs.ts'

/** The services behind their APIs: what is the same from Zed to the newest release. */
const BEHIND: Release['services'] = {
  keystone: {
    databases: ['keystone'],
    migrations: [
      program('keystone', 'keystone-manage', 'keystone.cmd.manage:main', 'db_sync'),
      {
        ...program('keystone', 'keystone-manage', 'keystone.cmd.manage:main', 'bootstrap'),
        environment: {
          OS_BOOTSTRAP_PASSWORD: '{{adminPassword}}',
          OS_BOOTSTRAP_REGION_ID: '{{region}}',
          OS_BOOTSTRAP_PUBLIC_URL: '{{identityUrl}}',
          OS_BOOTSTRAP_INTERNAL_URL: '{{identityUrl}}',
        },
      },
    ],
    processes: [],
  },
  placement: {
    databases: ['placement'],
    migrations: [
      program('placement', 'placement-manage', 'placement.cmd.manage:main', 'db', 'sync'),
    ],
    processes: [],
  },
  glance: {
    databases: ['glance'],
    migrations: [program('glance', 'glance-manage', 'glance.cmd.manage:main', 'db_sync')],
    processes: [],
  },
  cinder: {
    databases: ['cinder'],
    migrations: [program('cinder', 'cinder-manage', 'cinder.cmd.manage:main', 'db', 'sync')],
    processes: [
      {
        via: 'program',
        program: program('cinder', 'cinder-scheduler', 'cinder.cmd.scheduler:main'),
      },
      { via: 'program', program: program('cinder', 'cinder-volume', 'cinder.cmd.volume:main') },
    ],
  },
  nova: {
    databases: ['nova_api', 'nova_cell0', 'nova'],
    migrations: [program('nova', 'nova-manage', 'nova_databases:main')],
    processes: [
      { via: 'program', program: program('nova', 'nova-conductor', 'nova.cmd.conductor:main') },
      { via: 'program', program: program('nova', 'nova-scheduler', 'nova.cmd.scheduler:main') },
      { via: 'program', program: program('nova', 'nova-compute', 'nova.cmd.compute:main') },
    ],
  },
}

/** All services of a release with these APIs. */
export function servicesWith(apis: Apis): Release['services'] {
  const service = (name: keyof Apis): ServiceDescription => ({
    ...BEHIND[name],
    processes: [apis[name], ...BEHIND[name].processes],
  })
  return {
    keystone: service('keystone'),
    placement: service('placement'),
    glance: service('glance'),
    cinder: service('cinder'),
    nova: service('nova'),
  }
}
