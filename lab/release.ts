/** The names of the ports of an installation. */
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

/** The name of a Python object: `module:function`. */
export type PythonEntry = `${string}:${string}`

/** A Python function that is called as the program `name` with arguments. */
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
   * A WSGI application, served by uWSGI. The entry is a function that creates it, or a module that has
   * it under the name `application`.
   */
  | {
      readonly via: 'uwsgi'
      readonly name: string
      readonly entry: string
      /** The arguments in Python's `sys.argv`. */
      readonly args?: readonly string[]
      readonly environment: Readonly<Record<string, string>>
      readonly port: PortName
      readonly threads: number
    }

/** One of OpenStack's services: its databases, the programs that fill them, and its processes. */
export interface ServiceDescription {
  readonly databases: readonly string[]
  /** Programs that are run once on empty databases, one after the other. */
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
 * The description of an OpenStack release. Texts may contain `{{names}}` of an installation's values
 * (see `values-of.ts`), such as `{{etc}}` and `{{venv}}`.
 */
export interface Release {
  /** Its name in commands, and in the names of clouds.yaml's entries. */
  readonly name: string
  readonly title: string
  /** Added to the services' usual ports. */
  readonly portOffset: number
  /** Debian's packages, to be installed without recommended ones. */
  readonly packages: readonly string[]
  /** What pip installs into `{{venv}}`; absent when Debian's packages have all of OpenStack. */
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
  /** Options of this release that are not in the templates, or have other values there. */
  readonly options?: Readonly<Partial<Record<ServiceTemplate, Options>>>
}

export interface VirtualEnvironment {
  /** The interpreter with which it is created. */
  readonly python: string
  /** A file in `lab/`: every package with its version, as pip reads it. */
  readonly packages: string
}
