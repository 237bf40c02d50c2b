import type { Answer, Incoming } from '../http/exchange.ts'
import type { Service } from '../http/listen.ts'
import { type Insides, Memory } from './insides.ts'
import { momentOf, remember, rememberAnswer } from './moment.ts'
import { recognise } from './operation.ts'
import { SEQUENCE_FAULTS, type SequenceFaultId } from './sequence-faults.ts'

/** Services that have the fault: it goes around each call that histories make. */
export function withSequenceFault(
  id: SequenceFaultId,
  cloud: Insides,
  services: Readonly<Record<string, (incoming: Incoming) => Answer>>,
): Record<string, Service> {
  const { around } = SEQUENCE_FAULTS[id]
  const memory = new Memory()
  const wrapped = Object.entries(services).map(([name, service]): [string, Service] => [
    name,
    async (incoming) => {
      const recognised = recognise(incoming)
      if (recognised === undefined) return service(incoming)
      const moment = momentOf(recognised, cloud, memory)
      remember(moment)
      const answer = await around(moment, () => service(incoming))
      rememberAnswer(moment, answer)
      return answer
    },
  ])
  return Object.fromEntries(wrapped)
}
