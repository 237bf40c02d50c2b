import { randomBytes, randomUUID } from 'node:crypto'
import type { Misconduct } from '../../cloud-faults.ts'
import { badRequest } from '../../faults.ts'
import type { Caller } from '../../identity/caller.ts'
import type { BlockStorageStore } from '../store.ts'
import type { Volume } from '../volume.ts'
import type { VolumeMachine } from '../volume-machine.ts'
import type { Transfer } from './transfer.ts'

export interface Offer {
  readonly name: string | null
  readonly noSnapshots: boolean
  /** Whether the microversion transfers encrypted volumes. */
  readonly encryptedToo: boolean
}

/** The changes of volumes and snapshots when they are offered, accepted and withdrawn. */
export class TransferMachine {
  constructor(
    private readonly store: BlockStorageStore,
    private readonly volumes: VolumeMachine,
    private readonly misconduct: Misconduct,
  ) {}

  /** @throws Fault 400 */
  offer(volume: Volume, { name, noSnapshots, encryptedToo }: Offer): Transfer {
    this.#requireOfferable(volume, noSnapshots, encryptedToo)
    if (!this.misconduct.is('offer-leaves-volume-available')) {
      this.volumes.set(volume, 'awaiting-transfer')
    }
    const transfer: Transfer = {
      id: randomUUID(),
      sequence: this.store.nextSequence(),
      volumeId: volume.id,
      name,
      key: randomBytes(8).toString('hex'),
      noSnapshots: noSnapshots && !this.misconduct.is('offer-forgets-no-snapshots'),
      sourceProjectId: volume.projectId,
      createdAt: new Date(),
    }
    this.store.transfers.set(transfer.id, transfer)
    return transfer
  }

  #requireOfferable(volume: Volume, noSnapshots: boolean, encryptedToo: boolean): void {
    if (volume.status !== 'available' && !this.misconduct.is('offer-volume-not-available')) {
      throw badRequest('Invalid volume: status must be available')
    }
    if (volume.type.encrypted) {
      if (!encryptedToo && !this.misconduct.is('offer-encrypted-volume-too-early')) {
        throw badRequest('Invalid volume: transferring encrypted volume is not supported')
      }
      if (noSnapshots && !this.misconduct.is('offer-encrypted-volume-without-snapshots')) {
        throw badRequest(
          'Invalid volume: transferring an encrypted volume without its snapshots is not supported',
        )
      }
    }
    if (noSnapshots) return
    const busy = this.store.snapshotsOf(volume.id).find(({ status }) => status !== 'available')
    if (busy && !this.misconduct.is('offer-volume-with-snapshot-not-available')) {
      throw badRequest(`Invalid snapshot: snapshot: ${busy.id} status must be available`)
    }
  }

  /** The volume and its snapshots become the caller's. @throws Fault 400 */
  accept(transfer: Transfer, volume: Volume, { projectId, userId }: Caller): void {
    if (volume.status !== 'awaiting-transfer' && !this.misconduct.is('accept-volume-not-waiting')) {
      throw badRequest(
        `Invalid volume: Transfer ${transfer.id}: Volume id ${volume.id} expected in awaiting-transfer state.`,
      )
    }
    const along = this.#goingAlong(transfer, volume)
    const busy = along.find(({ status }) => status !== 'available')
    if (busy) {
      throw badRequest(
        `Invalid snapshot: Transfer ${transfer.id}: Snapshot ${busy.id} is not in the expected available state.`,
      )
    }
    for (const snapshot of along) Object.assign(snapshot, { projectId, userId })
    if (!this.misconduct.is('accept-keeps-owner')) this.store.giveTo(volume, projectId, userId)
    if (!this.misconduct.is('accept-leaves-volume-waiting')) this.volumes.set(volume, 'available')
    if (!this.misconduct.is('accept-keeps-transfer')) this.store.transfers.delete(transfer.id)
  }

  #goingAlong(transfer: Transfer, volume: Volume) {
    const all = this.store.snapshotsOf(volume.id)
    if (all.length === 0) return all
    const stay = transfer.noSnapshots
      ? !this.misconduct.is('accept-takes-snapshots-left-out')
      : this.misconduct.is('accept-leaves-snapshots')
    return stay ? [] : all
  }

  withdraw(transfer: Transfer, volume: Volume | undefined): void {
    if (volume?.status === 'awaiting-transfer' && !this.misconduct.is('withdraw-leaves-waiting')) {
      this.volumes.set(volume, 'available')
    }
    if (!this.misconduct.is('withdraw-keeps-transfer')) this.store.transfers.delete(transfer.id)
  }
}
