import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import { exactly, type List, listsWithin } from './listing.ts'

/** Scenarios about limits, offsets and markers. */
export function listsPages(suite: SuiteBuilder, list: List): void {
  const { scenario } = suite
  const lists = listsWithin(suite, list)

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

  lists('200:zero-limit', 'lists nothing when the limit is zero', () => [[{ limit: 0 }, []]])

  lists(
    '200:huge-limit',
    'treats a limit that is too large as its maximum',
    ({ oldest, middle, newest }) =>
      ['1001', '2147483648', '99999999999999999999'].map(
        (limit) => [{ limit }, [newest, middle, oldest]] as const,
      ),
  )

  lists(
    '200:offset',
    'omits as many attachments as the offset says',
    ({ oldest, middle, newest }) => [
      [{ offset: 0 }, [newest, middle, oldest]],
      [{ offset: 1 }, [middle, oldest]],
      [{ offset: 2 }, [oldest]],
    ],
  )

  lists('200:offset-past-the-end', 'lists nothing when the offset is past the end', () => [
    [{ offset: '3' }, []],
    [{ offset: '4' }, []],
    [{ offset: '2147483647' }, []],
  ])

  lists(
    '200:limit-with-offset',
    'lists a slice for limit together with offset',
    ({ oldest, middle, newest }) => [
      [{ limit: 2, offset: '0' }, [newest, middle]],
      [{ limit: 2, offset: '1' }, [middle, oldest]],
      [{ limit: 2, offset: '2' }, [oldest]],
      [{ limit: 2, offset: '3' }, []],
    ],
  )

  lists(
    '200:pages-by-offset',
    'lists in pages of limit and offset all that it lists at once',
    ({ oldest, middle, newest }) => [
      [{}, [newest, middle, oldest]],
      [{ limit: 1, offset: 0 }, [newest]],
      [{ limit: 1, offset: 1 }, [middle]],
      [{ limit: 1, offset: 2 }, [oldest]],
    ],
  )

  lists('200:marker', 'continues after the marker', ({ oldest, middle, newest }) => [
    [{ marker: newest.id }, [middle, oldest]],
    [{ marker: middle.id }, [oldest]],
    [{ marker: oldest.id }, []],
  ])

  lists(
    '200:pages-by-marker',
    'lists in pages of limit and marker all that it lists at once',
    ({ oldest, middle, newest }) => [
      [{}, [newest, middle, oldest]],
      [{ limit: 2 }, [newest, middle]],
      [{ limit: 2, marker: middle.id }, [oldest]],
      [{ limit: 2, marker: oldest.id }, []],
    ],
  )

  lists(
    '200:marker-in-another-order',
    'continues after the marker in the requested order',
    ({ oldest, middle, newest }) => [
      [{ sort: 'updated_at:asc', marker: newest.id }, [oldest, middle]],
      [{ sort: 'updated_at:asc', limit: 1, marker: newest.id }, [oldest]],
      [{ sort: 'updated_at:asc', marker: middle.id }, []],
    ],
  )

  lists(
    '200:marker-with-offset',
    'omits as many attachments after the marker as the offset says',
    ({ oldest, newest }) => [[{ marker: newest.id, offset: 1 }, [oldest]]],
  )

  lists(
    '200:repeated-too-early',
    'uses the first limit and the first offset of several before 3.31',
    ({ oldest, middle, newest }) => [
      [{ limit: ['1', '2'] }, [newest]],
      [{ offset: ['1', '2'] }, [middle, oldest]],
    ],
  )
}
