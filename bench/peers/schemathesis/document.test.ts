import { expect, test } from 'vitest'
import { microversion } from '../../../src/openapi/microversion.ts'
import { contractFor } from '../../../trust/answers/contracts.ts'
import { documentFor } from './document.ts'

const EXISTING = { server: 'the-server', volume: 'the-volume' }

test('Examples name what exists, and the rest stays as the contract has it', () => {
  const document = documentFor(contractFor('compute.attach'), microversion('2.60'), EXISTING)

  expect(document).toMatchObject({
    components: { parameters: { ServerId: { name: 'server_id', example: 'the-server' } } },
    paths: {
      '/servers/{server_id}/os-volume_attachments': {
        post: {
          requestBody: {
            content: {
              'application/json': {
                examples: {
                  'attach-tagged': { value: { volumeAttachment: { volumeId: 'the-volume' } } },
                },
              },
            },
          },
        },
      },
    },
  })
})
