import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import { exactly, type List } from './listing.ts'

/** Scenarios about limits, offsets and markers. */
export function listsPages({ scenario }: SuiteBuilder, list: List): void {
  scenario(
    '200:limited',
    'lists no more attachments than the limit allows',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const within = { instance_id: instance.id }
      const one = await blockStorage[list]({ ...within, limit: 1 })
      one.answers(200, exactly(newest))
      const two = await blockStorage[list]({ ...within, limit: 2 })
      two.answers(200, exactly(newest, middle))
      const three = await blockStorage[list]({ ...within, limit: 3 })
      three.answers(200, exactly(newest, middle, oldest))

      const any = await blockStorage[list]({ limit: 1 })
      any.answers(200)
      any.has('attachments', 1)
    },
  )

  scenario(
    '200:zero-limit',
    'lists nothing when the limit is zero',
    async ({ blockStorage, orderedAttachments: { instance } }) => {
      const listed = await blockStorage[list]({ instance_id: instance.id, limit: 0 })

      listed.answers(200, exactly())
    },
  )

  scenario(
    '200:huge-limit',
    'treats a limit that is too large as its maximum',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      for (const limit of ['1001', '2147483648', '99999999999999999999']) {
        const listed = await blockStorage[list]({ instance_id: instance.id, limit })
        listed.answers(200, exactly(newest, middle, oldest))
      }
    },
  )

  scenario(
    '200:offset',
    'omits as many attachments as the offset says',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const parts = [[newest, middle, oldest], [middle, oldest], [oldest]]
      for (const [offset, part] of parts.entries()) {
        const listed = await blockStorage[list]({ instance_id: instance.id, offset })
        listed.answers(200, exactly(...part))
      }
    },
  )

  scenario(
    '200:offset-past-the-end',
    'lists nothing when the offset is past the end',
    async ({ blockStorage, orderedAttachments: { instance } }) => {
      for (const offset of ['3', '4', '2147483647']) {
        const listed = await blockStorage[list]({ instance_id: instance.id, offset })
        listed.answers(200, exactly())
      }
    },
  )

  scenario(
    '200:limit-with-offset',
    'lists a slice for limit together with offset',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const slices = { 0: [newest, middle], 1: [middle, oldest], 2: [oldest], 3: [] }
      for (const [offset, slice] of Object.entries(slices)) {
        const listed = await blockStorage[list]({ instance_id: instance.id, limit: 2, offset })
        listed.answers(200, exactly(...slice))
      }
    },
  )

  scenario(
    '200:pages-by-offset',
    'lists in pages of limit and offset all that it lists at once',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const whole = await blockStorage[list]({ instance_id: instance.id })
      whole.answers(200, exactly(newest, middle, oldest))

      for (const [offset, attachment] of [newest, middle, oldest].entries()) {
        const page = await blockStorage[list]({ instance_id: instance.id, limit: 1, offset })
        page.answers(200, exactly(attachment))
      }
    },
  )

  scenario(
    '200:marker',
    'continues after the marker',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const within = { instance_id: instance.id }
      const two = await blockStorage[list]({ ...within, marker: newest.id })
      two.answers(200, exactly(middle, oldest))
      const one = await blockStorage[list]({ ...within, marker: middle.id })
      one.answers(200, exactly(oldest))
      const none = await blockStorage[list]({ ...within, marker: oldest.id })
      none.answers(200, exactly())
    },
  )

  scenario(
    '200:pages-by-marker',
    'lists in pages of limit and marker all that it lists at once',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const within = { instance_id: instance.id }
      const whole = await blockStorage[list](within)
      whole.answers(200, exactly(newest, middle, oldest))

      const first = await blockStorage[list]({ ...within, limit: 2 })
      first.answers(200, exactly(newest, middle))
      const second = await blockStorage[list]({ ...within, limit: 2, marker: middle.id })
      second.answers(200, exactly(oldest))
      const third = await blockStorage[list]({ ...within, limit: 2, marker: oldest.id })
      third.answers(200, exactly())
    },
  )

  scenario(
    '200:marker-in-another-order',
    'continues after the marker in the requested order',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const within = { instance_id: instance.id, sort: 'updated_at:asc' }
      const two = await blockStorage[list]({ ...within, marker: newest.id })
      two.answers(200, exactly(oldest, middle))
      const one = await blockStorage[list]({ ...within, limit: 1, marker: newest.id })
      one.answers(200, exactly(oldest))
      const none = await blockStorage[list]({ ...within, marker: middle.id })
      none.answers(200, exactly())
    },
  )

  scenario(
    '200:marker-with-offset',
    'omits as many attachments after the marker as the offset says',
    async ({ blockStorage, orderedAttachments: { instance, oldest, newest } }) => {
      const listed = await blockStorage[list]({
        instance_id: instance.id,
        marker: newest.id,
        offset: 1,
      })

      listed.answers(200, exactly(oldest))
    },
  )

  scenario(
    '200:repeated-too-early',
    'uses the first limit and the first offset of several before 3.31',
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const within = { instance_id: instance.id }
      const limited = await blockStorage[list]({ ...within, limit: ['1', '2'] })
      limited.answers(200, exactly(newest))

      const moved = await blockStorage[list]({ ...within, offset: ['1', '2'] })
      moved.answers(200, exactly(middle, oldest))
    },
  )
}
