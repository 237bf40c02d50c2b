/**
 * The name of a setting of `entry` for messages: `clouds.lab.auth.password`, or `OS_PASSWORD` when the
 * entry is made of variables. The name of a variable stays as it is.
 */
export function settingName(entry: string, setting: string, fromEnvironment: boolean): string {
  if (/^[A-Z_]+$/.test(setting)) return setting
  if (!fromEnvironment) return `clouds.${entry}.${setting}`
  return `OS_${setting.slice(setting.lastIndexOf('.') + 1).toUpperCase()}`
}
