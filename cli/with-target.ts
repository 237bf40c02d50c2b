import { type Discovery, discover } from '../api/discover.ts'
import type { TargetFlags } from './target-options.ts'
import type { Tested } from './tested-documents.ts'

/** Discovers the target that the flags name, calls `look` with it, and releases it. */
export async function withTarget<T>(
  { release }: TargetFlags,
  { settings, contracts }: Tested,
  look: (seen: Discovery) => T | Promise<T>,
): Promise<T> {
  const named = release === undefined ? {} : { release }
  const discovery = await discover({ settings, contracts, ...named })
  try {
    return await look(discovery)
  } finally {
    await discovery.close()
  }
}
