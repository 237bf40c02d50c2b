/**
 * Error codes of the system that are about the disk, a folder or permissions, and not about the
 * program.
 */
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

/** Describes in one line why a file cannot be used, if the error is one of these. */
export function systemFault(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined
  const code = String(error.code)
  if (!OF_THE_DISK.has(code)) return undefined
  const what = 'path' in error ? String(error.path) : 'a file'
  return `${what} cannot be used (${code} while Attest called ${String(error.syscall)}): make room on the disk, or choose another folder or other permissions`
}
