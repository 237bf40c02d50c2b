import type { Release } from '../release.ts'
import type { Apis } from './apis.ts'
import { FOUNDATION_PACKAGES } from './foundation-packages.ts'
import { servicesWith } from './services.ts'

interface Wheels {
  readonly name: string
  /** The number and the name that OpenStack has given it. */
  readonly title: string
  readonly portOffset: number
  readonly apis: Apis
  /** Debian's packages that only this release needs. */
  readonly packages?: readonly string[]
}

/** A release that pip installs into a virtual environment, from the versions in `<name>.txt`. */
export function fromWheels({ name, title, portOffset, apis, packages = [] }: Wheels): Release {
  return {
    name,
    title: `OpenStack ${title}, from wheels in a virtual environment`,
    portOffset,
    packages: [...FOUNDATION_PACKAGES, 'python3-venv', ...packages],
    virtualEnvironment: { python: '/usr/bin/python3', packages: `releases/${name}.txt` },
    python: '{{venv}}/bin/python3',
    uwsgi: ['/usr/bin/uwsgi_python3', '--plugin', 'python3', '--virtualenv', '{{venv}}'],
    files: {
      novaPaste: '{{venv}}/etc/nova/api-paste.ini',
      cinderPaste: '{{venv}}/etc/cinder/api-paste.ini',
      glancePaste: '{{venv}}/etc/glance/glance-api-paste.ini',
      cinderFilters: '{{venv}}/etc/cinder/resource_filters.json',
    },
    services: servicesWith(apis),
  }
}
