import type { Fault, Tamper } from '../fault.ts'
import { headerOf, type Passing, type Reply } from '../proxy/message.ts'

interface Outside {
  readonly id: string
  readonly sentence: string
  readonly violates: readonly string[]
  readonly is: (passing: Passing) => boolean
  /** The answer in place of the cloud's own. */
  readonly reply: (reply: Reply, passing: Passing) => Reply
}

const pathOf = ({ target }: Passing): string => target.split('?')[0] ?? target

const isOfCompute = (passing: Passing) => pathOf(passing).includes('/os-volume_attachments')
const isOfStorage = (passing: Passing) => pathOf(passing).includes('/attachments')
const isNone = ({ operation }: Passing) => operation === undefined

const success = (reply: Reply): Reply => ({
  ...reply,
  status: 200,
  headers: { ...reply.headers, 'content-type': 'application/json' },
  body: '{}',
})

const refused = (reply: Reply): Reply => ({
  ...reply,
  status: 401,
  headers: { ...reply.headers, 'content-type': 'application/json' },
  body: '{"error": {"code": 401, "title": "Unauthorized", "message": "A token is needed."}}',
})

const isAnonymous = ({ headers }: Passing) => headerOf(headers, 'x-auth-token') === undefined
const isVersion = (passing: Passing) => /\/v2\.1\/?$/.test(pathOf(passing))
const isRoot = (passing: Passing) =>
  passing.method === 'GET' && !/\/v\d/.test(pathOf(passing)) && isNone(passing)

/** The version document without the last digit of the newest version. */
const oldVersions = (reply: Reply): Reply => ({
  ...reply,
  body: reply.body.replaceAll(/("version": ?"2\.\d+)\d"/g, '$1"'),
})

const OUTSIDE: readonly Outside[] = [
  {
    id: 'compute/outside/any-method-taken',
    sentence: 'Compute answers a success to methods and paths that are no operations',
    violates: ['compute.list:404:no-operation'],
    is: (passing) => isNone(passing) && isOfCompute(passing),
    reply: success,
  },
  {
    id: 'compute/outside/version-document-needs-token',
    sentence: 'Compute tells its microversions only to who has a token',
    violates: ['compute.list:200:version-document'],
    is: (passing) => isVersion(passing) && isAnonymous(passing),
    reply: refused,
  },
  {
    id: 'compute/outside/version-document-old',
    sentence: 'Compute tells nobody of its newest microversions',
    violates: ['compute.list:200:version-document'],
    is: (passing) => isVersion(passing) && isAnonymous(passing),
    reply: oldVersions,
  },
  {
    id: 'compute/outside/list-of-versions-old',
    sentence: 'Compute lists older versions than it has',
    violates: ['compute.list:200:list-of-versions'],
    is: (passing) => isRoot(passing) && isAnonymous(passing),
    reply: oldVersions,
  },
  {
    id: 'compute.show/unknown-query-key/answers-500',
    sentence: 'compute.show falls over with 500 for keys of a query that it does not know',
    violates: ['compute.show:400:unknown-query-key', 'compute.show:200:unknown-query-key'],
    is: ({ operation, target }) => operation === 'compute.show' && /\?\w/.test(target),
    reply: (reply) => ({ ...reply, status: 500 }),
  },
  {
    id: 'block-storage/outside/405',
    sentence: 'Block Storage answers 405 to methods that its paths do not have',
    violates: ['block-storage.list:404:unsupported-method'],
    is: (passing) =>
      isNone(passing) && isOfStorage(passing) && ['PATCH', 'DELETE'].includes(passing.method),
    reply: (reply) => ({ ...reply, status: 405 }),
  },
  {
    id: 'block-storage/outside/any-path-taken',
    sentence: 'Block Storage answers a success to paths that go on with something unknown',
    violates: ['block-storage.list:404:unknown-path'],
    is: (passing) => isNone(passing) && /\/attachments\/[^/]+\/\w/.test(pathOf(passing)),
    reply: success,
  },
  {
    id: 'block-storage/outside/trailing-slash-taken',
    sentence: 'Block Storage answers a success to paths that end with a slash',
    violates: ['block-storage.list:404:trailing-slash'],
    is: (passing) => isNone(passing) && /\/attachments\/.*\/?$/.test(pathOf(passing)),
    reply: success,
  },
  {
    id: 'block-storage/outside/any-project-taken',
    sentence: 'Block Storage answers a success below a project that can be none',
    violates: ['block-storage.list:404:project-id-of-other-characters'],
    is: (passing) => /\/v3\/my_project\//.test(pathOf(passing)),
    reply: success,
  },
]

/** Faults of answers where there is no operation, or to methods that an operation does not have. */
export function outsideFaults(): Fault[] {
  return OUTSIDE.map(({ id, sentence, violates, is, reply: spoilt }) => ({
    id,
    kind: 'undeclared',
    sentence,
    violates,
    means: {
      tamper:
        (): Tamper =>
        async (passing, { forward, meet }) => {
          const reply = await forward()
          if (!is(passing)) return reply
          const other = spoilt(reply, passing)
          if (other.status !== reply.status || other.body !== reply.body) meet()
          return other
        },
    },
  }))
}
