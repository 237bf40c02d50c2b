import type { Step } from '../history/step.ts'
import type { CloudState } from '../model/state.ts'
import { isSwap } from '../model/swap-phase.ts'

/** What a state says of the server and the volume that a call is about, in words. */
export function stateInWords(step: Step, state: CloudState): string {
  const parts: string[] = []
  if ('server' in step) parts.push(`server ${state.servers[step.server] ?? 'unknown'}`)
  if ('volume' in step) parts.push(`volume ${state.volumes[step.volume]?.status ?? 'unknown'}`)
  if ('server' in step && 'volume' in step) parts.push(placeOf(step, state))
  if ('to' in step) parts.push(`by a volume ${state.volumes[step.to]?.status ?? 'unknown'}`)
  return parts.join(', ')
}

/** Where Compute has the volume, as seen from the server of the call. */
function placeOf(
  { server, volume }: { readonly server: number; readonly volume: number },
  { links }: CloudState,
): string {
  const ofVolume = links.filter((link) => link.volume === volume)
  const here = ofVolume.filter((link) => link.server === server)
  if (here.some(({ phase }) => phase === 'there')) return 'attached here'
  if (here.some(({ phase }) => phase === 'going')) return 'being detached here'
  if (here.some(({ phase }) => isSwap(phase))) return 'being replaced here'
  if (here.length > 0) return 'being attached here'
  return ofVolume.length > 0 ? 'at another server' : 'at no server'
}
