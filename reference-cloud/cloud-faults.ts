/**
 * Promises that the reference cloud can be told to break, one at a time: what a test suite has to
 * notice. Each is one sentence about the cloud.
 */
export const CLOUD_FAULTS = {
  // Compute attaches volumes, or to servers, that it must not.
  'attach-to-locked-server': 'attaches volumes to a server that is locked',
  'attach-to-suspended-server': 'attaches volumes to a suspended server',
  'attach-to-rescued-server': 'attaches volumes to a server in rescue',
  'attach-to-errored-server': 'attaches volumes to a server in error',
  'attach-to-shelved-server-too-early': 'attaches volumes to a shelved server before 2.20',
  'attach-attached-volume': 'accepts to attach a volume that the server has already',
  'attach-volume-of-another-server': 'accepts to attach a volume that another server has',
  'attach-multiattach-twice': 'attaches a multiattach volume to one server twice',
  'attach-multiattach-too-early': 'attaches multiattach volumes before 2.60',
  'attach-multiattach-to-offloaded-server': 'attaches multiattach volumes to offloaded servers',
  'attach-tagged-to-offloaded-server': 'attaches volumes with a tag to offloaded servers',
  'attach-foreign-volume': 'attaches volumes of other projects',
  'attach-trusts-block-storage':
    'attaches a volume that another server has when Block Storage says that it is available',
  'attach-refuses-reset-volume': 'refuses a shared volume whose state was reset',
  'attach-refuses-root-volume': 'refuses a shared volume from which another server boots',
  'attach-reserves-what-it-refuses': 'leaves a volume reserved that it refuses for its device',
  // Compute attaches, but not as it should.
  'attach-stays-attaching': 'leaves a volume attaching for ever',
  'attach-passes-through-error': 'lets a volume be in error while it is being attached',
  'attach-forgets-volume': 'attaches a volume and does not list it',
  'attach-twice': 'makes two attachments of one attach',
  'attach-not-recorded': 'keeps no record of an attach among the actions of the server',
  'attach-without-instance': 'attaches a volume in the name of no server',
  'attach-to-another-server': 'attaches a volume to another server than the one in the path',
  'attach-ignores-tag': 'forgets the tag of a volume that it attaches',
  'attach-ignores-flag': 'forgets that a volume is to be deleted with its server',
  'attach-sets-flag': 'deletes volumes with their server of which nobody said so',
  'attach-to-offloaded-leaves-available':
    'leaves a volume available that it attaches to an offloaded server',
  'attach-invents-device': 'names a device of a volume that an offloaded server has',
  // What becomes of volumes with their server.
  'deleted-server-keeps-attachments': 'leaves the attachments of a deleted server',
  'deleted-server-keeps-flagged-volumes': 'keeps volumes that are to be deleted with their server',
  'deleted-server-takes-all-volumes': 'deletes all volumes of a deleted server',
  'deleted-server-takes-shared-volumes':
    'deletes a volume with its server although another server has it',
  'attach-flags-all-servers':
    'deletes a volume with a server or keeps it, as the last attach to any server says',
  'deleted-offloaded-server-keeps-attachments':
    'leaves the attachments of an offloaded server that is deleted',
  'deleted-server-frees-shared-volumes': 'frees volumes of a deleted server that another one has',
  'deleted-build-keeps-reservations': 'leaves volumes reserved whose server is deleted in building',
  'creation-forgets-tags': 'forgets the tags of volumes that a server is created with',
  'creation-forgets-flags': 'forgets which volumes a new server has to take along',
  // Compute detaches volumes, or from servers, that it must not.
  'detach-from-locked-server': 'detaches volumes from a locked server',
  'detach-from-suspended-server': 'detaches volumes from a suspended server',
  'detach-from-rescued-server': 'detaches volumes from a server in rescue',
  'detach-from-errored-server': 'detaches volumes from a server in error',
  'detach-from-shelved-server-too-early': 'detaches volumes from a shelved server before 2.20',
  'detach-root-volume': 'detaches the volume that a server boots from',
  'detach-detaching-volume': 'accepts to detach a volume that is being detached already',
  // Compute detaches, but not as it should.
  'detach-leaves-attachment': 'detaches a volume and leaves its attachment in Block Storage',
  'detach-leaves-mapping': 'detaches a volume and goes on to list it',
  'detach-stays-detaching': 'leaves a volume detaching for ever',
  'detach-leaves-reserved': 'leaves a detached volume reserved',
  'detach-passes-through-error': 'lets a volume be in error while it is being detached',
  'detach-deletes-volume': 'deletes a volume that it detaches',
  'detach-lets-all-go': 'detaches all volumes of the server instead of one',
  'detach-not-recorded': 'keeps no record of a detach among the actions of the server',
  // Compute detaches a volume of two servers, or one of two volumes.
  'detach-from-other-server': 'detaches a volume of two servers from the other one',
  'detach-from-first-server': 'detaches a volume of two servers from the one that had it first',
  'detach-from-last-server': 'detaches a volume of two servers from the one that had it last',
  'detach-from-both-servers': 'detaches a volume from both of its servers',
  'detach-from-no-server': 'accepts to detach a volume of two servers and detaches it from none',
  'detach-refuses-shared-volume': 'refuses to detach a volume that two servers have',
  'detach-frees-shared-volume': 'makes a volume available that a server has still',
  'detach-other-volume': 'detaches another volume of the server than the one in the path',
  'detach-deletes-flagged-volume':
    'deletes a volume that it detaches when it is to be deleted with the server',
  'detach-refuses-reserved-volume':
    'refuses to detach a volume that is reserved for an offloaded server',
  'detach-in-any-volume-state': 'detaches volumes that Block Storage does not show as in use',
  // What becomes of volumes while their server is shelved, resized, rebuilt or rebooted.
  'offload-leaves-volumes-connected': 'leaves the volumes of a server connected that it offloads',
  'offload-frees-volumes': 'frees the volumes of a server that it offloads',
  'unshelve-forgets-new-volumes':
    'gives no volumes to an unshelved server that it got while it was offloaded',
  'unshelve-brings-back-volumes': 'attaches a detached volume again when its server is unshelved',
  'revert-brings-back-volumes': 'attaches a detached volume again when a resize is reverted',
  'confirm-drops-new-volumes': 'drops volumes when a resize is confirmed that came after it',
  'move-loses-volumes': 'loses the attachments of a server that is resized or rebuilt',
  'move-forgets-attachment': 'goes on to show the old attachment of a server that is resized',
  'restart-loses-volumes': 'loses the attachments of a server that is started or rebooted',
  'restart-renames-devices': 'names other devices of a server that is started or rebooted',
  'restart-replaces-attachments': 'makes new attachments when a server is started or rebooted',
  'reboot-keeps-lost-volumes': 'goes on to list volumes after a reboot that have no attachment',
  'reboot-keeps-made-attachments': 'keeps attachments through a reboot that Compute did not make',
  'act-despite-volumes': 'rescues and rebuilds a server whose volumes are not in use',
  // Updates of Compute.
  'update-ignores-flag': 'accepts another delete_on_termination and keeps the old one',
  'update-flags-all-servers': 'changes delete_on_termination for all servers that have the volume',
  'update-turns-flag': 'turns delete_on_termination over whatever the update says',
  'update-saves-what-it-refuses': 'saves delete_on_termination of an update that it refuses',
  'update-id-mutable': 'accepts another id in an update',
  'update-server-id-mutable': 'accepts another server in an update',
  'update-device-mutable': 'accepts another device in an update',
  'update-tag-mutable': 'accepts another tag in an update',
  'swap-without-effect': 'accepts a swap and leaves the old volume where it is',
  'swap-to-attached-volume': 'accepts a swap to a volume that is attached',
  'swap-to-smaller-volume': 'accepts a swap to a smaller volume',
  'swap-of-shared-volume': 'accepts a swap of a volume that two servers write to',
  'swap-of-detaching-volume': 'accepts a swap of a volume that is being detached',
  'swap-on-suspended-server': 'swaps volumes of a suspended server',
  'swap-on-stopped-server': 'swaps volumes of a stopped server',
  'swap-on-rescued-server': 'swaps volumes of a server in rescue',
  'swap-on-errored-server': 'swaps volumes of a server in error',
  'swap-on-shelved-server': 'swaps volumes of a shelved server',
  // Block Storage reserves volumes that it must not.
  'reserve-reserved-volume': 'reserves a volume that is reserved already',
  'reserve-attaching-volume': 'reserves a volume that is being attached',
  'reserve-volume-in-use': 'reserves a volume that is in use elsewhere',
  'reserve-volume-in-error': 'reserves a volume that is in error',
  'reserve-volume-awaiting-transfer': 'reserves a volume that is offered to another project',
  'reserve-busy-volume': 'reserves a volume that something else is done with',
  'reserve-refuses-bootable-volume': 'refuses a second attachment of a volume that is bootable',
  // Block Storage's attachments, not as they should be.
  'create-leaves-volume-available': 'creates an attachment of a volume that stays available',
  'create-forgets-instance': 'creates an attachment and forgets its instance',
  'create-ignores-mode': 'creates an attachment and forgets the mode asked for',
  'create-ignores-connector': 'creates an attachment and forgets the connector',
  'connect-leaves-attachment-reserved': 'leaves an attachment reserved that gets a connector',
  'connect-leaves-volume-reserved': 'leaves a volume reserved whose attachment gets a connector',
  'connect-ignores-mode': 'attaches read-write whatever mode the connector has',
  'connect-changes-mode': 'lets the connector overrule the mode asked for before',
  'connect-volume-in-error': 'connects an attachment of a volume in error',
  'connect-twice': 'gives a second attachment of a volume a connector',
  'complete-leaves-attachment-attaching': 'leaves a completed attachment attaching',
  'complete-leaves-volume-attaching': 'leaves the volume of a completed attachment attaching',
  'delete-leaves-volume-reserved': 'leaves a volume reserved that has no attachment any more',
  'delete-takes-all-attachments': 'deletes all attachments of the volume instead of one',
  'delete-takes-first-attachment': 'deletes the first attachment of a volume instead of the last',
  'delete-takes-last-attachment': 'deletes the last attachment of a volume instead of the first',
  'delete-frees-shared-volume': 'makes a volume available that has an attachment still',
  'delete-keeps-attachment': 'answers that an attachment is deleted and keeps it',
  // Other operations of Block Storage end attachments, or do what these forbid.
  'believe-expired-tokens': 'takes tokens that have expired',
  'believe-every-service-token': 'takes everybody for a service who sends a service token',
  'delete-attachment-of-server': 'deletes an attachment that a server is using',
  'os-detach-from-server': 'detaches a volume from a server by the action of its volume',
  'os-force-detach-from-server': 'detaches a volume from a server by force',
  'os-terminate-connection-of-server': 'ends the connection of a volume that a server has',
  'os-detach-from-other-volume': 'detaches a volume by an action on another one',
  'os-detach-chooses': 'detaches one of two attachments when none is named',
  'os-detach-in-maintenance': 'detaches a volume that is in maintenance',
  'os-attach-forgets-instance': 'attaches a volume by its action and forgets to which instance',
  'delete-volume-in-use': 'deletes a volume that is in use',
  'delete-reserved-volume': 'deletes a volume that is reserved',
  'delete-attaching-volume': 'deletes a volume that is being attached',
  'force-delete-volume-in-use': 'deletes a volume that is in use when that is forced',
  'unmanage-volume-in-use': 'gives a volume out of hand that is in use',
  'read-only-flag-while-attached': 'changes the read-only flag of a volume that is attached',
  'attach-read-only-volume-for-writing': 'attaches a read-only volume for writing',
  'retype-volume-in-use': 'changes who may share a volume that is in use',
  'reimage-attached-volume': 'gives another image to a volume that is in use or reserved',
  'extend-volume-in-use-too-early': 'makes a volume in use larger before 3.42',
  'extend-reserved-volume': 'makes a reserved volume larger',
  'extend-frees-volume-in-use': 'makes a volume available that became larger while in use',
  'set-aside-reserved-volume': 'reserves a volume by its action that is reserved already',
  'unreserve-frees-volume-in-use': 'makes a volume available that has attachments still',
  'reset-keeps-attachments': 'keeps the attachments of a volume that was reset to be detached',
  'reset-to-use-by-nobody': 'resets a volume without attachments to be in use',
  'connection-without-attachment': 'tells how to connect without the id of the attachment',
  'hide-foreign-attachments-from-admin': 'hides attachments of other projects from administrators',
  // Calls at the same time.
  'reserve-twice-at-once': 'reserves a volume twice when it is asked to at the same time',
  'attach-at-once-on-one-device': 'gives one device to volumes that are attached at the same time',
  // Block Storage's transfers.
  'offer-volume-not-available': 'offers volumes that are not available',
  'offer-encrypted-volume-too-early': 'offers encrypted volumes before 3.70',
  'offer-encrypted-volume-without-snapshots': 'offers encrypted volumes without their snapshots',
  'offer-volume-with-snapshot-not-available': 'offers volumes that have snapshots in error',
  'offer-leaves-volume-available': 'offers a volume that stays available',
  'offer-forgets-no-snapshots': 'forgets that snapshots are to be left out of an offer',
  'accept-with-any-key': 'accepts every key of a transfer',
  'accept-over-quota': 'gives a project a larger volume than it may have',
  'accept-volume-not-waiting': 'gives away a volume that is offered no more',
  'accept-keeps-owner': 'accepts a transfer and leaves the volume to its owner',
  'accept-leaves-volume-waiting': 'leaves a volume awaiting its transfer that was accepted',
  'accept-keeps-transfer': 'keeps a transfer that was accepted',
  'accept-leaves-snapshots': 'leaves the snapshots of a volume behind that go along with it',
  'accept-takes-snapshots-left-out': 'gives away snapshots that the offer leaves out',
  'withdraw-leaves-waiting': 'leaves a volume awaiting a transfer that was deleted',
  'withdraw-keeps-transfer': 'answers that a transfer is deleted and keeps it',
  'delete-lists-nothing': 'answers a delete as if no attachments of the volume were left',
  // Image's tags.
  'tag-not-added': 'answers that an image has got a tag and does not add it',
  'tag-replaces-others': 'drops the other tags of an image that gets one',
  'tag-added-twice': 'lists a tag twice that an image gets twice',
  'tag-cut': 'keeps only the first 64 characters of a tag',
  'tag-left-encoded': 'keeps a tag percent-encoded, as it stands in the URL',
  'tag-not-found': 'lists no images when it is asked for those with a tag',
  'tag-above-limit': 'adds more tags to an image than it may have',
  'tag-limit-too-low': 'refuses the last tag that an image may have',
  'tag-counted-again': 'refuses a tag that an image has already when it may have no more',
  'tag-refused-and-added': 'adds a tag that it refuses because an image may have no more',
  'tag-not-deleted': 'answers that a tag is deleted and keeps it',
  'tag-takes-others-along': 'deletes all tags of an image instead of one',
  'tag-deleted-elsewhere': 'deletes a tag of another image when the one in the path lacks it',
} as const satisfies Readonly<Record<string, string>>

export type CloudFault = keyof typeof CLOUD_FAULTS

class UnknownCloudFaultError extends Error {
  override readonly name = 'UnknownCloudFaultError' as const

  constructor(readonly fault: string) {
    super(`fault "${fault}" is not known to the reference cloud; attest cloud --faults lists them`)
  }
}

const FAULT_IDS: readonly string[] = Object.keys(CLOUD_FAULTS)

/** The fault of this name. @throws UnknownCloudFaultError */
export function findCloudFault(name: string): CloudFault {
  if (isCloudFault(name)) return name
  throw new UnknownCloudFaultError(name)
}

function isCloudFault(name: string): name is CloudFault {
  return FAULT_IDS.includes(name)
}

/** The one promise that a reference cloud breaks, if any, and how often it has come to that. */
export class Misconduct {
  /** How often the fault has shown. */
  met = 0
  readonly #fault: CloudFault | undefined

  constructor(fault?: CloudFault) {
    this.#fault = fault
  }

  meet(): void {
    this.met += 1
  }

  /**
   * Whether to act wrongly now; to be called only where the wrong act differs from the right one.
   */
  is(fault: CloudFault | undefined): boolean {
    if (fault === undefined || fault !== this.#fault) return false
    this.met += 1
    return true
  }
}
