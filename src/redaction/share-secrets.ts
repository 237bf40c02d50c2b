import { BroadcastChannel } from 'node:worker_threads'
import { z } from 'zod'
import { type KnownSecrets, knownSecrets } from './known-secrets.ts'

const texts = z.array(z.string())
const message = z.object({
  data: z.object({ asks: z.boolean(), secrets: z.object({ own: texts, ofAnswers: texts }) }),
})

/**
 * Shares secrets between the threads of this process that call it: each learns the known and all future
 * secrets of the others, as a target may quote in its answers to one thread what another has sent. It
 * does not keep a thread running.
 */
export function shareSecrets(known: KnownSecrets = knownSecrets, name = 'attest-secrets'): void {
  if (sharing.has(known)) return
  sharing.add(known)
  const channel = new BroadcastChannel(name)
  const tell = (secrets: typeof known.all, asks = false): void =>
    channel.postMessage({ asks, secrets })
  channel.onmessage = (told) => {
    const { data } = message.parse(told)
    known.addAll(data.secrets)
    if (data.asks) tell(known.all)
  }
  channel.unref()
  known.onNew = tell
  tell(known.all, true)
}

const sharing = new WeakSet<KnownSecrets>()
