import {
  CLOUD_FAULTS,
  type CloudFault,
  findCloudFault,
} from '../../reference-cloud/cloud-faults.ts'
import type { Fault } from '../fault.ts'
import { onlyOlderReleases } from './releases.ts'

const ATTACHED = ['compute.attach:200:*', 'compute.attach:202:*']
const TAGGED = [
  'compute.attach:*:tagged',
  'compute.attach:*:shortest-and-longest-tag',
  'compute.attach:*:same-tag-twice',
  'compute.attach:200:tag-repeated',
]
const WITH_SERVER = [
  'compute.attach:*:deleted-with-server',
  'compute.update:202:deleted-with-server',
]
const MOVED = ['*-resize', 'rebuild'].map((way) => `compute.show:200:kept-through-${way}`)
const RESTARTED = ['stop', 'suspension', 'pause', 'rescue', '*reboot'].map(
  (way) => `compute.show:200:kept-through-${way}`,
)
const SHARED = ['compute.detach:202:*-of-two-servers']
const DETACHED = ['compute.detach:202:*']
/** Not if the image has the tag already. */
const ADDED = [
  'first-tag',
  'beside-others',
  'found-by-tag',
  'longest-tag',
  'encoded-characters',
].map((slug) => `image.add-tag:204:${slug}`)
const RESERVED = ['block-storage.create:200:*']

/** The requirements that the reference cloud violates with each of its faults. */
const VIOLATED: Readonly<Record<CloudFault, readonly string[]>> = {
  'attach-to-locked-server': [
    'compute.attach:409:locked-server',
    'compute.attach:409:server-locked-by-admin',
  ],
  'attach-to-suspended-server': ['compute.attach:409:suspended-server'],
  'attach-to-rescued-server': ['compute.attach:409:rescued-server'],
  'attach-to-errored-server': ['compute.attach:409:server-in-error'],
  'attach-to-shelved-server-too-early': ['compute.attach:409:*-server-too-early'],
  'attach-attached-volume': ['compute.attach:400:already-attached'],
  'attach-volume-of-another-server': ['compute.attach:400:attached-elsewhere'],
  'attach-multiattach-twice': ['compute.attach:400:multiattach-twice'],
  'attach-multiattach-too-early': ['compute.attach:400:multiattach-too-early'],
  'attach-multiattach-to-offloaded-server': ['compute.attach:400:multiattach-on-offloaded-server'],
  'attach-tagged-to-offloaded-server': ['compute.attach:400:tag-on-offloaded-server'],
  'attach-foreign-volume': ['compute.attach:404:foreign-volume'],
  'attach-trusts-block-storage': ['compute.attach:400:reset-volume'],
  'attach-refuses-reset-volume': ['compute.attach:*:reset-multiattach'],
  'attach-refuses-root-volume': ['compute.attach:200:root-of-another-server'],
  'attach-reserves-what-it-refuses': ['compute.attach:409:device-in-use'],
  'attach-stays-attaching': ATTACHED,
  'attach-passes-through-error': ATTACHED,
  'attach-forgets-volume': ATTACHED,
  'attach-twice': ATTACHED,
  'attach-not-recorded': ['compute.attach:*:server-tells'],
  'attach-without-instance': ATTACHED,
  'attach-to-another-server': ATTACHED,
  'attach-ignores-tag': TAGGED,
  'attach-ignores-flag': ['compute.attach:*:delete-on-termination', ...WITH_SERVER],
  'attach-sets-flag': [
    'compute.attach:*:no-delete-on-termination',
    'compute.attach:*:default-of-delete-on-termination',
    ...WITH_SERVER,
  ],
  'attach-to-offloaded-leaves-available': [
    'compute.attach:*:shelved-server',
    'compute.attach:*:offloaded-server',
  ],
  'attach-invents-device': [
    'compute.attach:*:shelved-server',
    'compute.attach:*:offloaded-server',
    'compute.attach:*:unshelved-later',
    'compute.list:200:offloaded-attachment',
    'compute.show:200:offloaded-attachment',
  ],
  'deleted-server-keeps-attachments': WITH_SERVER,
  'deleted-server-keeps-flagged-volumes': WITH_SERVER,
  'deleted-server-takes-all-volumes': WITH_SERVER,
  'deleted-offloaded-server-keeps-attachments': [
    'compute.attach:200:deleted-with-offloaded-server',
  ],
  'deleted-server-frees-shared-volumes': ['compute.attach:200:left-by-one-of-two-servers'],
  'deleted-build-keeps-reservations': ['block-storage.list:200:server-deleted-while-built'],
  'creation-forgets-tags': ['compute.list:200:given-at-creation'],
  'creation-forgets-flags': ['compute.list:200:given-at-creation'],
  'attach-flags-all-servers': ['compute.attach:*:flag-for-one-of-two-servers'],
  'deleted-server-takes-shared-volumes': ['compute.attach:200:kept-by-another-attachment'],
  'detach-from-locked-server': ['compute.detach:409:locked-server'],
  'detach-from-suspended-server': ['compute.detach:409:suspended-server'],
  'detach-from-rescued-server': ['compute.detach:409:rescued-server'],
  'detach-from-errored-server': ['compute.detach:409:errored-server'],
  'detach-from-shelved-server-too-early': ['compute.detach:409:*-server-too-early'],
  'detach-root-volume': ['compute.detach:400:root-volume*'],
  'detach-detaching-volume': ['compute.detach:400:detaching-volume'],
  'detach-leaves-attachment': DETACHED,
  'detach-leaves-mapping': DETACHED,
  'detach-stays-detaching': DETACHED,
  'detach-leaves-reserved': DETACHED,
  'detach-passes-through-error': DETACHED,
  'detach-deletes-volume': DETACHED,
  'detach-lets-all-go': DETACHED,
  'detach-not-recorded': ['compute.detach:202:server-tells'],
  'detach-from-other-server': SHARED,
  'detach-from-first-server': ['compute.detach:202:last-of-two-servers'],
  'detach-from-last-server': ['compute.detach:202:first-of-two-servers'],
  'detach-from-both-servers': SHARED,
  'detach-from-no-server': SHARED,
  'detach-refuses-shared-volume': SHARED,
  'detach-frees-shared-volume': SHARED,
  'detach-other-volume': ['compute.detach:202:detached'],
  'detach-deletes-flagged-volume': ['compute.detach:202:flagged-volume'],
  'detach-refuses-reserved-volume': [
    'compute.detach:202:unshelved-later',
    'compute.detach:202:flagged-volume-of-offloaded-server',
  ],
  'detach-in-any-volume-state': ['compute.detach:400:volume-not-in-use'],
  'offload-leaves-volumes-connected': ['compute.show:200:kept-through-shelving'],
  'offload-frees-volumes': ['compute.show:200:kept-through-shelving'],
  'unshelve-forgets-new-volumes': ['compute.attach:*:unshelved-later'],
  'unshelve-brings-back-volumes': ['compute.detach:202:unshelved-later'],
  'revert-brings-back-volumes': ['compute.detach:202:resize-reverted-later'],
  'confirm-drops-new-volumes': ['compute.attach:*:resize-confirmed-later'],
  'move-loses-volumes': MOVED,
  'move-forgets-attachment': MOVED,
  'restart-loses-volumes': RESTARTED,
  'restart-renames-devices': RESTARTED,
  'restart-replaces-attachments': RESTARTED,
  'reboot-keeps-lost-volumes': ['compute.list:200:hard-reboot-forgets'],
  'reboot-keeps-made-attachments': ['compute.list:200:hard-reboot-removes-attachments'],
  'act-despite-volumes': ['compute.show:200:kept-through-refused-actions'],
  'update-ignores-flag': ['compute.update:202:*'],
  'update-flags-all-servers': ['compute.update:202:flag-for-one-of-two-servers'],
  'update-turns-flag': ['compute.update:202:*'],
  'update-saves-what-it-refuses': ['compute.update:400:nothing-saved'],
  'update-id-mutable': ['compute.update:400:id-changed'],
  'update-server-id-mutable': ['compute.update:400:server-id-changed'],
  'update-device-mutable': [
    'compute.update:400:device-changed',
    'compute.update:400:device-removed',
  ],
  'update-tag-mutable': ['compute.update:400:tag-changed'],
  'swap-without-effect': ['compute.update:202:swap*'],
  'swap-to-attached-volume': ['compute.update:400:swap-attached-volume'],
  'swap-to-smaller-volume': ['compute.update:400:swap-smaller-volume'],
  'swap-of-shared-volume': ['compute.update:400:swap-of-shared-volume'],
  'swap-of-detaching-volume': ['compute.update:400:swap-of-detaching-volume'],
  'swap-on-suspended-server': ['compute.update:409:swap-on-suspended-server'],
  'swap-on-stopped-server': ['compute.update:409:swap-on-stopped-server'],
  'swap-on-rescued-server': ['compute.update:409:swap-on-rescued-server'],
  'swap-on-errored-server': ['compute.update:409:swap-on-errored-server'],
  'swap-on-shelved-server': ['compute.update:409:swap-on-shelved-server'],
  'reserve-reserved-volume': [
    'block-storage.create:400:reserved-*',
    'block-storage.create:400:multiattach-reserved',
    'compute.attach:400:reserved-volume*',
  ],
  'reserve-attaching-volume': [
    'block-storage.create:400:attaching',
    'compute.attach:400:attaching-volume',
  ],
  'reserve-volume-in-use': [
    'block-storage.create:400:in-use-elsewhere',
    'compute.attach:400:volume-used-by-others',
  ],
  'reserve-volume-in-error': [
    'block-storage.create:400:volume-in-error',
    'compute.attach:400:volume-in-error',
  ],
  'reserve-volume-awaiting-transfer': ['block-storage.create:400:awaiting-transfer'],
  'reserve-busy-volume': ['block-storage.create:400:volume-busy'],
  'reserve-refuses-bootable-volume': ['block-storage.create:200:bootable-multiattach'],
  'create-leaves-volume-available': RESERVED,
  'create-forgets-instance': RESERVED,
  'create-ignores-mode': [
    'block-storage.create:200:mode*',
    'block-storage.show:200:reserved-with-mode',
  ],
  'create-ignores-connector': [
    'block-storage.create:200:connected',
    'block-storage.create:200:free-form-connector',
  ],
  'connect-leaves-attachment-reserved': [
    'block-storage.update:200:*',
    'block-storage.create:200:connected',
  ],
  'connect-leaves-volume-reserved': [
    'block-storage.update:200:*',
    'block-storage.create:200:connected',
  ],
  'connect-ignores-mode': ['block-storage.update:200:connector-mode'],
  'connect-changes-mode': ['block-storage.update:200:mode-of-creation'],
  'connect-volume-in-error': ['block-storage.update:409:volume-in-error'],
  'connect-twice': ['block-storage.update:409:second-connector'],
  'complete-leaves-attachment-attaching': ['block-storage.complete:204:*'],
  'complete-leaves-volume-attaching': ['block-storage.complete:204:*'],
  'delete-leaves-volume-reserved': ['block-storage.delete:200:*'],
  'delete-takes-all-attachments': ['block-storage.delete:200:others-remain*'],
  'delete-takes-first-attachment': ['block-storage.delete:200:last-of-two-in-use'],
  'delete-takes-last-attachment': ['block-storage.delete:200:first-of-two-in-use'],
  'delete-frees-shared-volume': [
    'block-storage.delete:200:*-of-two-in-use',
    'block-storage.delete:200:beside-that-of-a-server',
    'block-storage.delete:200:reservation-of-the-same-instance-remains',
  ],
  'delete-keeps-attachment': ['block-storage.delete:200:*'],
  'delete-lists-nothing': ['block-storage.delete:200:others-remain*'],
  'tag-not-added': ADDED,
  'tag-replaces-others': ['image.add-tag:204:beside-others'],
  'tag-added-twice': ['image.add-tag:204:again'],
  'tag-cut': ['image.add-tag:204:longest-tag'],
  'tag-left-encoded': ['image.add-tag:204:encoded-characters'],
  'tag-not-found': ['image.add-tag:204:found-by-tag'],
  'tag-above-limit': ['image.add-tag:413:limit-of-tags'],
  'tag-limit-too-low': ['image.add-tag:204:last-of-the-limit'],
  'tag-counted-again': ['image.add-tag:204:again-at-the-limit'],
  'tag-refused-and-added': ['image.add-tag:413:limit-of-tags'],
  'tag-not-deleted': ['image.delete-tag:204:*'],
  'tag-takes-others-along': ['image.delete-tag:204:others-remain'],
  'tag-deleted-elsewhere': ['image.delete-tag:404:tag-of-another-image'],
  'offer-volume-not-available': [
    'block-storage.create-transfer:400:awaiting-transfer',
    'block-storage.create-transfer:400:in-use',
    'block-storage.create-transfer:400:reserved',
    'block-storage.create-transfer:400:volume-*',
  ],
  'offer-encrypted-volume-too-early': ['block-storage.create-transfer:400:encrypted-volume'],
  'offer-encrypted-volume-without-snapshots': [
    'block-storage.create-transfer:400:encrypted-without-snapshots',
  ],
  'offer-volume-with-snapshot-not-available': [
    'block-storage.create-transfer:400:snapshot-not-available',
  ],
  'offer-leaves-volume-available': ['block-storage.create-transfer:202:offered'],
  'offer-forgets-no-snapshots': ['block-storage.create-transfer:202:without-snapshots'],
  'accept-with-any-key': ['block-storage.accept-transfer:400:wrong-key'],
  'accept-over-quota': ['block-storage.accept-transfer:413:volume-too-large'],
  'accept-volume-not-waiting': ['block-storage.accept-transfer:400:volume-not-waiting'],
  'accept-keeps-owner': ['block-storage.accept-transfer:202:new-owner'],
  'accept-leaves-volume-waiting': ['block-storage.accept-transfer:202:new-owner'],
  'accept-keeps-transfer': ['block-storage.accept-transfer:202:ends-the-offer'],
  'accept-leaves-snapshots': ['block-storage.accept-transfer:202:snapshots-go-along'],
  'accept-takes-snapshots-left-out': ['block-storage.accept-transfer:202:snapshots-stay'],
  'withdraw-leaves-waiting': ['block-storage.delete-transfer:202:volume-available'],
  'withdraw-keeps-transfer': ['block-storage.delete-transfer:202:deleted'],
}

/** Faults that only the cloud itself can have, because they need the states of its servers and
 * volumes. */
export function stateFaults(): Fault[] {
  return Object.entries(VIOLATED).map(([name, violates]) => {
    const cloudFault = findCloudFault(name)
    const swaps = name.startsWith('swap-')
    return {
      id: `cloud/${name}`,
      kind: 'state',
      sentence: `the cloud ${CLOUD_FAULTS[cloudFault]}`,
      violates,
      // Only older releases allow direct swaps.
      ...(swaps ? { release: 'zed' } : onlyOlderReleases(violates)),
      means: { cloudFault },
    }
  })
}
