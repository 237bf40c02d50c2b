/** What the system says when it is about the disk, the folder or the rights, and about no program. */
const OF_THE_DISK: ReadonlySet<string> = new Set([
  'EACCES',
  'EDQUOT',
  'EFBIG',
  'EIO',
  'EMFILE',
  'ENAMETOOLONG',
  'ENFILE',
  'ENOSPC',
  'EPERM',
  'EROFS',
])

/** Why a file cannot be used, in a line, when that is what an error of the system says. */
export function systemFault(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined
  const code = String(error.code)
  if (!OF_THE_DISK.has(code)) return undefined
  const what = 'path' in error ? String(error.path) : 'a file'
  return `${what} cannot be used (${code} while Attest called ${String(error.syscall)}): make room on the disk, or choose another folder or other rights`
}
