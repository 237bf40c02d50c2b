import { expect, it } from 'vitest'
import { inWords } from '../history/words.ts'
import { SeenAttachments } from './seen-attachments.ts'

const connect = {
  op: 'block-storage.update',
  volume: 0,
  attachment: 3,
  microversion: '3.44',
} as const

it('names an attachment by its place among those that were seen, however it was counted', () => {
  const seen = new SeenAttachments({ lanes: [] })
  seen.saw(0, { id: 'of a server', server: 1 })
  seen.saw(0, { id: 'of a client' })
  seen.saw(0, { id: 'of a client' })

  const ofClients = seen.choose(0, connect.attachment, true)
  const ofAll = seen.choose(0, connect.attachment + 1, false)

  expect(inWords(connect, ofClients)).toBe('connect attachment 1 of volume 0 at 3.44')
  expect(inWords(connect, ofAll)).toBe('connect attachment 0 of volume 0 at 3.44')
  expect(inWords(connect)).toBe('connect attachment 3 of volume 0 at 3.44')
})
