import type { Op, StepOf } from '../history/step.ts'
import type { CloudState } from './state.ts'

/** An attachment that a call names, or that an answer shows. */
export interface NamedAttachment {
  readonly id: string
  /** Its server in the history; absent: a client has made it. */
  readonly server?: number
  /** Its place among those of the volume, in the order in which answers have shown them. */
  readonly place?: number
}

/** A volume of a server; the flag is shown from 2.79 on, the id of its attachment from 2.89 on. */
export interface ShownLink {
  readonly volume: number
  readonly flag?: boolean
  readonly attachment?: string
}

/** What an answer shows, in the numbers of the history; -1 for what is not of the history. */
export interface Shown {
  /** The status of a volume, attachment or server. */
  readonly status?: string
  /** A server with a task. */
  readonly isBusy?: boolean
  /** The attachments of a volume in Block Storage. */
  readonly attachments?: readonly (NamedAttachment & { readonly status: string })[]
  /** The volumes of a server in Compute. */
  readonly volumes?: readonly ShownLink[]
  /** The attachment that was created. */
  readonly created?: string
}

/** A call that was answered. */
export interface AnsweredCall<Name extends Op = Op> {
  readonly step: StepOf<Name>
  readonly status: number
  readonly shown: Shown
  /** The attachment in its path. */
  readonly attachment?: NamedAttachment
  /** What tells it from others under way. */
  readonly id?: number
}

/** What a rule says of a call in a state: the states that may follow; none: it is not answered so. */
export type Rule<Name extends Op> = (
  state: CloudState,
  call: AnsweredCall<Name>,
) => readonly CloudState[]
