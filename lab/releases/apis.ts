import type { ServiceName, ServiceProcess } from '../release.ts'
import { CONFIGURED, program } from './programs.ts'

/** The process of each service that answers requests. */
export type Apis = Readonly<Record<ServiceName, ServiceProcess>>

/**
 * As from Zed to 2024.1: Glance, Cinder and Nova come with servers of their own, which need eventlet. Keystone
 * and Placement never had any.
 */
export const OWN_SERVERS: Apis = {
  keystone: {
    via: 'uwsgi',
    name: 'keystone',
    entry: 'keystone.server.wsgi:initialize_public_application',
    environment: { OS_KEYSTONE_CONFIG_FILES: '{{etc}}/keystone.conf' },
    port: 'identity',
    threads: 8,
  },
  placement: {
    via: 'uwsgi',
    name: 'placement',
    entry: 'placement.wsgi:init_application',
    environment: { OS_PLACEMENT_CONFIG_DIR: '{{etc}}' },
    port: 'placement',
    threads: 4,
  },
  glance: {
    via: 'program',
    program: program('glance', 'glance-api', 'glance.cmd.api:main'),
    port: 'image',
  },
  cinder: {
    via: 'program',
    program: program('cinder', 'cinder-api', 'cinder.cmd.api:main'),
    port: 'volume',
  },
  nova: {
    via: 'program',
    program: program('nova', 'nova-api', 'nova.cmd.api:main'),
    port: 'compute',
  },
}

/** As from 2025.2 on: all APIs are WSGI applications, in modules that are named alike. */
export const WSGI_APPLICATIONS: Apis = {
  keystone: {
    via: 'uwsgi',
    name: 'keystone',
    entry: 'keystone.wsgi.api',
    environment: { OS_KEYSTONE_CONFIG_FILES: '{{etc}}/keystone.conf' },
    port: 'identity',
    threads: 8,
  },
  placement: {
    via: 'uwsgi',
    name: 'placement',
    entry: 'placement.wsgi.api',
    environment: { OS_PLACEMENT_CONFIG_DIR: '{{etc}}' },
    port: 'placement',
    threads: 4,
  },
  glance: {
    via: 'uwsgi',
    name: 'glance-api',
    entry: 'glance.wsgi.api',
    environment: { OS_GLANCE_CONFIG_DIR: '{{etc}}' },
    port: 'image',
    threads: 4,
  },
  cinder: {
    via: 'uwsgi',
    name: 'cinder-api',
    entry: 'cinder.wsgi.api',
    args: CONFIGURED.cinder,
    environment: {},
    port: 'volume',
    threads: 8,
  },
  nova: {
    via: 'uwsgi',
    name: 'nova-api',
    entry: 'nova.wsgi.osapi_compute',
    environment: {
      // The first file has to be that of the WSGI pipeline.
      OS_NOVA_CONFIG_FILES: '{{file.novaPaste}};{{etc}}/nova.conf',
      // 2025.2 would change to eventlet's threads, which hang in those of uWSGI; later ones do not.
      OS_NOVA_DISABLE_EVENTLET_PATCHING: '1',
    },
    port: 'compute',
    threads: 8,
  },
}
