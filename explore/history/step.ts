import { z } from 'zod'

/** A server, volume or attachment of a history, by its number from 0. */
const number = z.int().min(0).max(9)
const microversion = z.string().regex(/^\d+\.\d+$/)
const pauseMs = z.int().min(0).max(60_000).exactOptional()
/** The caller where it is not the member: somebody of another project. */
const by = z.literal('stranger').exactOptional()

const ofServer = { server: number, microversion, pauseMs, by }
const ofBoth = { ...ofServer, volume: number }
const ofVolume = { volume: number, microversion, pauseMs, by }
/** `attachment`: which of those that the history knows of the volume, counted round. */
const ofAttachment = { ...ofVolume, attachment: number }

const call = <Name extends string, Shape extends z.core.$ZodLooseShape>(op: Name, shape: Shape) =>
  z.strictObject({ op: z.literal(op), ...shape })

/**
 * One call of a history: the twelve operations of the API documents, of which update has two meanings, and
 * what happens around them. Only an administrator can replace a volume (`swap`), and set one to `error`.
 * `pauseMs`: how long its lane waits before it.
 */
export const step = z.discriminatedUnion('op', [
  call('compute.attach', { ...ofBoth, flag: z.boolean().exactOptional() }),
  call('compute.detach', ofBoth),
  call('compute.show', ofBoth),
  call('compute.list', ofServer),
  call('compute.update', { ...ofBoth, flag: z.boolean() }),
  call('compute.swap', { server: number, volume: number, to: number, microversion, pauseMs }),
  call('block-storage.create', { ...ofVolume, connected: z.boolean() }),
  call('block-storage.update', ofAttachment),
  call('block-storage.complete', ofAttachment),
  call('block-storage.delete', ofAttachment),
  call('block-storage.show', ofAttachment),
  call('block-storage.list', ofVolume),
  call('block-storage.list-detail', ofVolume),
  call('volume.show', ofVolume),
  call('volume.delete', ofVolume),
  call('volume.set-error', { volume: number, microversion, pauseMs }),
  call('server.show', ofServer),
  call('server.stop', ofServer),
  call('server.start', ofServer),
  call('server.shelve', ofServer),
  call('server.unshelve', ofServer),
  call('server.delete', ofServer),
])

export type Step = z.output<typeof step>
export type Op = Step['op']

/** A step of one of these operations. */
export type StepOf<Name extends Op> = Extract<Step, { readonly op: Name }>

type OfAdmin = StepOf<'volume.set-error' | 'compute.swap'>

function isOfAdmin(step: Step): step is OfAdmin {
  return step.op === 'volume.set-error' || step.op === 'compute.swap'
}

/** The caller of a step where it is not the member. */
export function byOf(step: Step): 'stranger' | 'admin' | undefined {
  return isOfAdmin(step) ? 'admin' : step.by
}

/** Whether a step only looks. */
export const isLook = ({ op }: Step): boolean => /\.(show|list|list-detail)$/.test(op)

/** The service that a step calls. */
export function serviceOf({ op }: Step): 'compute' | 'block-storage' {
  return /^(compute|server)\./.test(op) ? 'compute' : 'block-storage'
}

/** The volumes that a step names. */
export function volumesOf(step: Step): readonly number[] {
  if (step.op === 'compute.swap') return [step.volume, step.to]
  return 'volume' in step ? [step.volume] : []
}
