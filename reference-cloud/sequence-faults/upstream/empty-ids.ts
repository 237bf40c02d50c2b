import { isObject } from '../../checks.ts'
import type { Mapping } from '../../compute/server.ts'
import { type Answer, json } from '../../http/exchange.ts'
import type { Around } from '../fault.ts'
import type { Moment } from '../moment.ts'

/** From this microversion on the answers have the ids of attachments. */
const WITH_IDS = 89

/** Answers show what has no attachment yet, with null for the id that they must have. */
export const emptyIds: Around = (moment, next) => {
  const answer = next()
  const { operation, minor, server } = moment
  if (!server || minor < WITH_IDS) return answer
  const coming = server.mappings.filter(
    ({ volumeId, attachmentId }) => volumeId !== null && attachmentId === null,
  )
  if (operation === 'compute.list' && answer.status === 200) return listed(moment, answer, coming)
  const asked = coming.find(({ volumeId }) => volumeId === moment.volumeId)
  if (operation !== 'compute.show' || answer.status !== 404 || !asked) return answer
  moment.cloud.meet()
  return json(200, { volumeAttachment: view(moment, asked) }, headersOf(answer))
}

function listed(moment: Moment, answer: Answer, coming: readonly Mapping[]): Answer {
  const body: unknown = JSON.parse(answer.body)
  const known = isObject(body) ? body.volumeAttachments : undefined
  if (coming.length === 0 || !Array.isArray(known)) return answer
  moment.cloud.meet()
  const volumeAttachments = [...known, ...coming.map((one) => view(moment, one))]
  return json(200, { volumeAttachments }, headersOf(answer))
}

/** Those of a success, beside what both have. */
function headersOf({ headers }: Answer): Answer['headers'] {
  return { ...headers, 'Content-Type': 'application/json' }
}

function view({ server }: Moment, { id, volumeId, device, tag, deleteOnTermination }: Mapping) {
  return {
    ...{ volumeId, serverId: server?.id, device, tag, attachment_id: null, bdm_uuid: id },
    delete_on_termination: deleteOnTermination,
  }
}
