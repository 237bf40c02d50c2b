/** What listens on a port of its own. */
export type PortName =
  | 'identity'
  | 'compute'
  | 'volume'
  | 'placement'
  | 'image'
  | 'network'
  | 'erlang-names'
  | 'messages'
  | 'message-nodes'

/** A name of Python's: `module:function`. */
export type PythonEntry = `${string}:${string}`

/** A Python function that is called as the program `name` with these arguments. */
export interface PythonProgram {
  readonly name: string
  readonly entry: PythonEntry
  readonly args: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** How one process of a service is started. */
export type ServiceProcess =
  | {
      readonly via: 'program'
      readonly program: PythonProgram
      readonly port?: PortName
    }
  /**
   * A WSGI application, served by uWSGI. The entry makes the application, or is the module that
   * has it under the name `application`.
   */
  | {
      readonly via: 'uwsgi'
      readonly name: string
      readonly entry: string
      /** What the application finds in Python's `sys.argv`. */
      readonly args?: readonly string[]
      readonly environment: Readonly<Record<string, string>>
      readonly port: PortName
      readonly threads: number
    }

/** One of OpenStack's services: its databases, what fills them, and its processes. */
export interface ServiceDescription {
  readonly databases: readonly string[]
  /** Run one after the other, once, on empty databases. */
  readonly migrations: readonly PythonProgram[]
  readonly processes: readonly ServiceProcess[]
}

export const SERVICE_NAMES = ['keystone', 'placement', 'glance', 'cinder', 'nova'] as const
export type ServiceName = (typeof SERVICE_NAMES)[number]

/** Section, option, value of an oslo.config file. */
export type Options = Readonly<Record<string, Readonly<Record<string, string>>>>

/** Names of the templates of `lab/templates/` that belong to a service. */
export type ServiceTemplate = `${Exclude<ServiceName, 'glance'> | 'glance-api'}.conf`

/**
 * A release of OpenStack: plain data. Texts may hold `{{names}}` of an installation's values
 * (see `values-of.ts`), such as `{{etc}}` and `{{venv}}`.
 */
export interface Release {
  /** As the user names it, and as the entries of clouds.yaml are named. */
  readonly name: string
  readonly title: string
  /** Added to the services' usual ports. */
  readonly portOffset: number
  /** Debian's packages, without what is only recommended. */
  readonly packages: readonly string[]
  /** What pip installs into `{{venv}}`; absent where Debian's packages hold all of OpenStack. */
  readonly virtualEnvironment?: VirtualEnvironment
  /** The interpreter, and the beginning of each uWSGI command. */
  readonly python: string
  readonly uwsgi: readonly string[]
  readonly files: {
    readonly novaPaste: string
    readonly cinderPaste: string
    readonly glancePaste: string
    readonly cinderFilters: string
  }
  readonly services: Readonly<Record<ServiceName, ServiceDescription>>
  /** What this release wants beyond the templates, or otherwise than they say. */
  readonly options?: Readonly<Partial<Record<ServiceTemplate, Options>>>
}

export interface VirtualEnvironment {
  /** The interpreter that makes it. */
  readonly python: string
  /** A file in `lab/`: every package with its version, as pip reads it. */
  readonly packages: string
}
