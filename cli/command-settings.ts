import { loadSettings } from '../src/settings/load-settings.ts'
import type { Settings } from '../src/settings/settings.ts'
import { typedOptions } from './service-options.ts'
import type { ScopeFlags, TargetFlags } from './target-options.ts'

/** The settings of a command: its flags override attest.yaml, which overrides the defaults. */
export function settingsOf(
  flags: TargetFlags &
    ScopeFlags & {
      readonly acceptNotTested?: string[]
      readonly strict?: boolean
      readonly waivers?: string
      readonly maxTime?: string
    },
): Settings {
  const { config, cloud, persona, document } = flags
  const { microversions, acceptNotTested, strict, waivers } = flags
  const { maxRequestsPerSecond, maxTime } = flags
  return loadSettings({
    cwd: process.cwd(),
    ...(config !== undefined && { file: config }),
    ...(waivers !== undefined && { waivers }),
    flags: {
      cloud,
      persona,
      document,
      ofTarget: { ...typedOptions(flags), ...correctedIn(flags) },
      microversions,
      acceptNotTested,
      strict,
      maxRequestsPerSecond,
      maxTime,
    },
  })
}

function correctedIn({ beganAs = [] }: TargetFlags): Readonly<Record<string, string>> {
  return Object.fromEntries(beganAs.map(({ setting, value }) => [setting, String(value)]))
}
