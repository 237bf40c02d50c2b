/** What Compute notes of a volume that an administrator replaces by another one. */
export type SwapPhase = 'swap-noted' | 'swap-failing' | 'swapping'

export const isSwap = (phase: string): phase is SwapPhase => phase.startsWith('swap')
