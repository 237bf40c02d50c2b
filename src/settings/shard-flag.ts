import type { Shard } from '../plan/shard.ts'
import { SettingsError } from './settings-error.ts'

const MOST = 256

/** Reads the value of `--shard`, such as `2/4`. Throws {@link SettingsError}. */
export function parseShard(text: string): Shard {
  const [, index, of] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number)
  if (index !== undefined && of !== undefined && index >= 1 && index <= of && of <= MOST) {
    return { index, of }
  }
  throw new SettingsError({
    key: '--shard',
    problem: `is ${JSON.stringify(text)}`,
    expected: `I/N, part I of N, with 1 ≤ I ≤ N ≤ ${MOST}`,
    advice: 'write --shard 1/4 for the first of four parts',
  })
}
