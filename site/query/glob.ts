/** Whether a text matches a name in which `*` stands for anything; small and capital letters are the same. */
export function matches(glob: string, text: string): boolean {
  const pattern = glob.replaceAll(/[^\w*]/g, '\\$&').replaceAll('*', '.*')
  return new RegExp(`^${pattern}$`, 'i').test(text)
}
