/**
 * The name of a setting of `entry` as its owner knows it: `clouds.lab.auth.password`, or
 * `OS_PASSWORD` where the environment makes up the entry. A variable's own name stays as it is.
 */
export function settingName(entry: string, setting: string, fromEnvironment: boolean): string {
  if (/^[A-Z_]+$/.test(setting)) return setting
  if (!fromEnvironment) return `clouds.${entry}.${setting}`
  return `OS_${setting.slice(setting.lastIndexOf('.') + 1).toUpperCase()}`
}
