import { operation } from '../../../fixtures/image/operation.ts'
import { ENCODED, LONGEST } from './words.ts'

export default operation('image.add-tag', ({ scenario }) => {
  scenario(
    '204:first-tag',
    'gives an image without tags its first one',
    async ({ imageTags, image }) => {
      const added = await imageTags.add(image, 'lts')

      added.answers(204)
      await image.hasTags('lts')
    },
  )

  scenario(
    '204:beside-others',
    'adds a tag to an image, which keeps those that it has',
    async ({ imageTags, tagged: { image, tags } }) => {
      const added = await imageTags.add(image, 'lts')

      added.answers(204)
      await image.hasTags(...tags, 'lts')
    },
  )

  scenario(
    '204:found-by-tag',
    'adds a tag by which the image is listed from then on',
    async ({ imageTags, image }) => {
      const tag = `of ${image.name}`

      const added = await imageTags.add(image, tag)

      added.answers(204)
      await image.isListedBy(tag)
    },
  )

  scenario(
    '204:longest-tag',
    'adds a tag of 255 characters',
    async ({ imageTags, tagged: { image, tags } }) => {
      const added = await imageTags.add(image, LONGEST)

      added.answers(204)
      await image.hasTags(...tags, LONGEST)
    },
  )

  scenario(
    '204:encoded-characters',
    'adds a tag of characters that have to be encoded in a URL',
    async ({ imageTags, image }) => {
      const added = await imageTags.add(image, ENCODED)

      added.answers(204)
      await image.hasTags(ENCODED)
    },
  )

  scenario(
    '204:again',
    'takes a tag that the image has already and does not add it twice',
    async ({ imageTags, image }) => {
      for (const added of [await imageTags.add(image, 'lts'), await imageTags.add(image, 'lts')]) {
        added.answers(204)
      }

      await image.hasTags('lts')
    },
  )

  scenario(
    '204:last-of-the-limit',
    'adds the last tag that an image may have',
    async ({ imageTags, nearlyFull: { image, tags } }) => {
      const added = await imageTags.add(image, 'lts')

      added.answers(204)
      await image.hasTags(...tags, 'lts')
    },
  )

  scenario(
    '204:again-at-the-limit',
    'takes a tag that the image has already when it may have no more',
    async ({ imageTags, full: { image, tags } }) => {
      const [one = ''] = tags

      const added = await imageTags.add(image, one)

      added.answers(204)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '204:image-of-another-project-for-admin',
    'adds a tag to an image of another project for an administrator',
    async ({ admin, foreignImage: { image, tags } }) => {
      const added = await admin.imageTags.add(image, 'lts')

      added.answers(204)
      await image.hasTags(...tags, 'lts')
    },
  )

  scenario(
    '400:long-tag',
    'refuses a tag of 256 characters',
    async ({ imageTags, tagged: { image, tags } }) => {
      const refused = await imageTags.add(image, `${LONGEST}x`)

      refused.answers(400)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '400:long-tag-for-unknown-image',
    'refuses a tag of 256 characters before it looks for the image',
    async ({ imageTags, noImage }) => {
      const refused = await imageTags.add(noImage, `${LONGEST}x`)

      refused.answers(400)
    },
  )

  scenario(
    '400:body',
    'refuses a request with a body',
    async ({ imageTags, tagged: { image, tags } }) => {
      for (const text of ['{}', '{"tags": ["lts"]}', 'lts']) {
        const refused = await imageTags.addWithText(image, 'lts', text)
        refused.answers(400)
      }

      await image.hasTags(...tags)
    },
  )

  scenario('401:no-token', 'adds nothing without a token', async ({ nobody, tagged }) => {
    const { image, tags } = tagged

    const refused = await nobody.imageTags.add(image, 'lts')

    refused.answers(401)
    await image.hasTags(...tags)
  })

  scenario(
    '401:unknown-token',
    'adds nothing with a token that nobody issued',
    async ({ bearing, tagged: { image, tags } }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).imageTags.add(image, 'lts')

      refused.answers(401)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '401:empty-token',
    'adds nothing with an empty token',
    async ({ bearing, tagged: { image, tags } }) => {
      const refused = await bearing({ value: '' }).imageTags.add(image, 'lts')

      refused.answers(401)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '401:before-other-faults',
    'looks for a token before anything else',
    async ({ nobody, noImage }) => {
      const long = await nobody.imageTags.add(noImage, `${LONGEST}x`)
      const withBody = await nobody.imageTags.addWithText(noImage, 'lts', '{}')
      const malformed = await nobody.imageTags.add({ id: 'somewhere' }, 'lts')

      for (const refused of [long, withBody, malformed]) refused.answers(401)
    },
  )

  scenario(
    '403:visible-image-of-another-project',
    'forbids to tag an image of another project that everybody sees',
    async ({ stranger, communityImage: { image, tags } }) => {
      const refused = await stranger.imageTags.add(image, 'lts')

      refused.answers(403)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '403:role',
    'lets nobody add a tag who may only read',
    async ({ reader, tagged: { image, tags }, errata }) => {
      const refused = await reader.imageTags.add(image, 'lts')

      errata.settle('image:role-defaults', refused)
      refused.answers(403)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '404:unknown-image',
    'finds no image that does not exist to add a tag to',
    async ({ imageTags, noImage }) => {
      const refused = await imageTags.add(noImage, 'lts')

      refused.answers(404)
    },
  )

  scenario(
    '404:id-no-uuid',
    'finds no image to add a tag to that is named by something else than a UUID',
    async ({ imageTags, image }) => {
      for (const id of ['somewhere', image.id.slice(0, -1)]) {
        const refused = await imageTags.add({ id }, 'lts')
        refused.answers(404)
      }

      await image.hasTags()
    },
  )

  scenario(
    '404:deleted-image',
    'adds no tag to an image that is deleted',
    async ({ imageTags, deletedImage }) => {
      const refused = await imageTags.add(deletedImage, 'lts')

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-image',
    'finds no image of another project to add a tag to that only this project sees',
    async ({ stranger, tagged: { image, tags } }) => {
      const refused = await stranger.imageTags.add(image, 'lts')

      refused.answers(404)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '404:no-role',
    'finds no image to add a tag to for a user whose role grants nothing',
    async ({ guest, tagged: { image, tags }, errata }) => {
      const refused = await guest.imageTags.add(image, 'lts')

      errata.settle('image:role-defaults', refused)
      refused.answers(404)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '413:limit-of-tags',
    'adds no tag to an image that has as many as it may have',
    async ({ imageTags, full: { image, tags } }) => {
      const refused = await imageTags.add(image, 'lts')

      refused.answers(413)
      await image.hasTags(...tags)
    },
  )
})
