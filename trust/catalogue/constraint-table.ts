import type { OperationId } from '../../src/openapi/contract.ts'

/**
 * The requirement (its slug after `400:`) that promises a refusal for each place of a request
 * body: one for all constraints of the place, or one for each keyword.
 */
export type Places = Readonly<Record<string, string | Readonly<Record<string, string>>>>

export const CONSTRAINTS: Readonly<Partial<Record<OperationId, Places>>> = {
  'compute.attach': {
    '': {
      type: 'not-an-object',
      required: 'no-attachment',
      additionalProperties: 'unknown-property-beside',
    },
    '/volumeAttachment': {
      type: 'attachment-not-an-object',
      required: 'no-volume-id',
      additionalProperties: 'unknown-property',
    },
    '/volumeAttachment/volumeId': 'malformed-volume-id',
    '/volumeAttachment/device': 'malformed-device',
    '/volumeAttachment/tag': 'malformed-tag',
    '/volumeAttachment/delete_on_termination': 'malformed-delete-on-termination',
  },
  'compute.update': {
    '': {
      type: 'no-object',
      required: 'no-volume-attachment',
      additionalProperties: 'key-beside-volume-attachment',
    },
    '/volumeAttachment': {
      type: 'malformed-volume-attachment',
      required: 'no-volume-id',
      additionalProperties: 'unknown-property',
    },
    '/volumeAttachment/volumeId': 'malformed-volume-id',
    '/volumeAttachment/device': 'malformed-device',
    '/volumeAttachment/tag': 'malformed-tag',
    '/volumeAttachment/delete_on_termination': 'malformed-delete-on-termination',
    '/volumeAttachment/serverId': 'malformed-server-id',
    '/volumeAttachment/id': 'malformed-id',
  },
  'block-storage.create': {
    '': {
      type: 'not-an-object',
      required: 'no-attachment',
      additionalProperties: 'unknown-wrapper',
    },
    '/attachment': {
      type: 'malformed-attachment',
      required: 'no-volume',
      additionalProperties: 'unknown-property',
    },
    '/attachment/volume_uuid': 'malformed-volume',
    '/attachment/instance_uuid': 'malformed-instance',
    '/attachment/connector': 'malformed-connector',
    '/attachment/mode': 'malformed-mode',
  },
  'block-storage.update': {
    '': {
      type: 'not-an-object',
      required: 'no-attachment',
      additionalProperties: 'unknown-wrapper',
    },
    '/attachment': {
      type: 'malformed-attachment',
      required: 'no-connector',
      additionalProperties: 'unknown-property',
    },
    '/attachment/connector': { type: 'malformed-connector', minProperties: 'empty-connector' },
  },
  'block-storage.complete': {
    '': { required: 'no-action', additionalProperties: 'two-actions', type: 'empty-list' },
  },
}

/** The requirements that promise a refusal of fields at microversions that do not have them yet. */
export const TOO_EARLY: Readonly<Partial<Record<OperationId, Readonly<Record<string, string>>>>> = {
  'compute.attach': {
    tag: 'tag-too-early',
    delete_on_termination: 'delete-on-termination-too-early',
  },
  'compute.update': {
    delete_on_termination: 'delete-on-termination-too-early',
    device: 'fields-too-early',
    tag: 'fields-too-early',
    serverId: 'fields-too-early',
    id: 'fields-too-early',
  },
  'block-storage.create': { mode: 'mode-too-early' },
}
