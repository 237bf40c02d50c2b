import { spawnSync } from 'node:child_process'

/** What the manifest says of where the project is. */
export interface Addresses {
  readonly repository: string
  readonly homepage: string
  readonly bugs: string
}

/** `github.com/owner/name`, however a URL of a repository or a page below it is spelt. */
function placeOf(url: string): string | undefined {
  const [, host, path = ''] =
    /^(?:git\+)?(?:https?|ssh|git):\/\/(?:[^@/]+@)?([^/:]+)(?::\d+)?\/(.+)$/.exec(url) ??
    /^(?:[^@/]+@)([^/:]+):(.+)$/.exec(url) ??
    []
  const [owner, name] = path.split(/[/#?]/)
  return host && owner && name
    ? `${host}/${owner}/${name.replace(/\.git$/, '')}`.toLowerCase()
    : undefined
}

/** The repository that this clone comes from: that of the workflow, or that of the remote `origin`. */
function ownRepository(root: string): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env
  if (server && name) return `${server}/${name}`
  const words = ['-C', root, 'remote', 'get-url', 'origin']
  const { status, stdout } = spawnSync('git', words, { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : undefined
}

/**
 * Whether the addresses in the manifest are those of the repository that publishes: provenance names it,
 * and an address that belongs to somebody else sends users there. Where nothing tells which repository
 * that is, `unconfirmed` says so.
 */
export function checkAddresses(
  root: string,
  { repository, homepage, bugs }: Addresses,
): { readonly problems: readonly string[]; readonly unconfirmed?: string } {
  const named = placeOf(repository)
  if (named === undefined) {
    const expected = 'expected one such as git+https://github.com/owner/name.git'
    return { problems: [`package.json: repository is ${repository}, ${expected}`] }
  }
  const host = named.split('/', 1)[0]
  const others = Object.entries({ homepage, bugs }).flatMap(([key, url]) => {
    const place = placeOf(url)
    const isElsewhere = place?.startsWith(`${host}/`) === true && place !== named
    return isElsewhere ? [`package.json: ${key} is ${url}, not of the repository ${named}`] : []
  })
  const own = ownRepository(root)
  if (own === undefined) {
    const unconfirmed =
      `package.json: repository is ${repository}, and there is no git remote origin to confirm it: ` +
      'set repository, homepage and bugs before the first release'
    return { problems: others, unconfirmed }
  }
  const isOwn = placeOf(own) === named
  const wrong = `package.json: repository is ${repository}, but this is ${own}: correct repository, homepage and bugs`
  return { problems: isOwn ? others : [wrong, ...others] }
}
