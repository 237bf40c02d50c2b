/** Debian's packages that every release needs, whatever brings OpenStack itself. */
export const FOUNDATION_PACKAGES: readonly string[] = [
  'mariadb-server-core',
  'mariadb-client-core',
  'rabbitmq-server',
  'uwsgi-core',
  'uwsgi-plugin-python3',
]
