import { operation } from '../../../fixtures/image/operation.ts'
import { ENCODED, LONGEST } from './words.ts'

export default operation('image.delete-tag', ({ scenario }) => {
  scenario(
    '204:last-tag',
    'deletes the only tag of an image, which then has none',
    async ({ imageTags, image, update }) => {
      await update(image, ['lts'])

      const deleted = await imageTags.delete(image, 'lts')

      deleted.answers(204)
      await image.hasTags()
    },
  )

  scenario(
    '204:others-remain',
    'deletes one of two tags and keeps the other',
    async ({ imageTags, tagged: { image } }) => {
      const deleted = await imageTags.delete(image, 'first')

      deleted.answers(204)
      await image.hasTags('second')
    },
  )

  scenario(
    '204:tag-of-an-update',
    'deletes a tag that an update has given the image beside one that was added',
    async ({ imageTags, image, update }) => {
      const added = await imageTags.add(image, 'added')
      added.answers(204)
      await update(image, ['added', 'updated'])

      const deleted = await imageTags.delete(image, 'updated')

      deleted.answers(204)
      await image.hasTags('added')
    },
  )

  scenario(
    '204:longest-tag',
    'deletes a tag of 255 characters',
    async ({ imageTags, image, update }) => {
      await update(image, [LONGEST, 'short'])

      const deleted = await imageTags.delete(image, LONGEST)

      deleted.answers(204)
      await image.hasTags('short')
    },
  )

  scenario(
    '204:encoded-characters',
    'deletes a tag of characters that have to be encoded in a URL',
    async ({ imageTags, image, update }) => {
      await update(image, [ENCODED, 'plain'])

      const deleted = await imageTags.delete(image, ENCODED)

      deleted.answers(204)
      await image.hasTags('plain')
    },
  )

  scenario(
    '204:makes-room',
    'makes room for another tag when an image has as many as it may have',
    async ({ imageTags, full: { image, tags } }) => {
      const [one = '', ...others] = tags

      const deleted = await imageTags.delete(image, one)

      deleted.answers(204)
      await image.hasTags(...others)
      const added = await imageTags.add(image, 'lts')
      added.answers(204)
      await image.hasTags(...others, 'lts')
    },
  )

  scenario(
    '204:image-of-another-project-for-admin',
    'deletes a tag of an image of another project for an administrator',
    async ({ admin, foreignImage: { image, tags } }) => {
      const [one = ''] = tags

      const deleted = await admin.imageTags.delete(image, one)

      deleted.answers(204)
      await image.hasTags()
    },
  )

  scenario(
    '400:body',
    'refuses a request with a body',
    async ({ imageTags, tagged: { image, tags } }) => {
      for (const text of ['{}', '{"tags": []}', 'first']) {
        const refused = await imageTags.deleteWithText(image, 'first', text)
        refused.answers(400)
      }

      await image.hasTags(...tags)
    },
  )

  scenario('401:no-token', 'deletes nothing without a token', async ({ nobody, tagged }) => {
    const { image, tags } = tagged

    const refused = await nobody.imageTags.delete(image, 'first')

    refused.answers(401)
    await image.hasTags(...tags)
  })

  scenario(
    '401:unknown-token',
    'deletes nothing with a token that nobody issued',
    async ({ bearing, tagged: { image, tags } }) => {
      const refused = await bearing({ value: 'issued-by-nobody' }).imageTags.delete(image, 'first')

      refused.answers(401)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '403:visible-image-of-another-project',
    'forbids to delete a tag of an image of another project that everybody sees',
    async ({ stranger, communityImage: { image, tags } }) => {
      const [one = ''] = tags

      const refused = await stranger.imageTags.delete(image, one)

      refused.answers(403)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '403:role',
    'lets nobody delete a tag who may only read',
    async ({ reader, tagged: { image, tags }, errata }) => {
      const refused = await reader.imageTags.delete(image, 'first')

      errata.settle('image:role-defaults', refused)
      refused.answers(403)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '404:unknown-tag',
    'deletes no tag that the image does not have',
    async ({ imageTags, tagged: { image, tags } }) => {
      for (const tag of ['third', 'firs', 'first ']) {
        const refused = await imageTags.delete(image, tag)
        refused.answers(404)
      }

      await image.hasTags(...tags)
    },
  )

  scenario(
    '404:already-deleted',
    'deletes a tag only once',
    async ({ imageTags, tagged: { image } }) => {
      const deleted = await imageTags.delete(image, 'first')
      deleted.answers(204)

      const refused = await imageTags.delete(image, 'first')

      refused.answers(404)
      await image.hasTags('second')
    },
  )

  scenario(
    '404:tag-of-another-image',
    'deletes no tag that only another image has',
    async ({ imageTags, tagged: { image, tags }, anotherImage, update }) => {
      await update(anotherImage, ['third'])

      const refused = await imageTags.delete(image, 'third')

      refused.answers(404)
      await image.hasTags(...tags)
      await anotherImage.hasTags('third')
    },
  )

  scenario(
    '404:long-tag',
    'finds no tag of 256 characters, which no image can have',
    async ({ imageTags, tagged: { image, tags }, errata }) => {
      const refused = await imageTags.delete(image, `${LONGEST}x`)

      await image.hasTags(...tags)
      errata.settle('image.delete-tag:long-tag', refused)
      refused.answers(404)
    },
  )

  scenario(
    '404:unknown-image',
    'finds no image that does not exist to delete a tag of',
    async ({ imageTags, noImage }) => {
      const refused = await imageTags.delete(noImage, 'first')

      refused.answers(404)
    },
  )

  scenario(
    '404:id-no-uuid',
    'finds no image to delete a tag of that is named by something else than a UUID',
    async ({ imageTags, tagged: { image, tags } }) => {
      for (const id of ['somewhere', image.id.slice(0, -1)]) {
        const refused = await imageTags.delete({ id }, 'first')
        refused.answers(404)
      }

      await image.hasTags(...tags)
    },
  )

  scenario(
    '404:deleted-image',
    'deletes no tag of an image that is deleted',
    async ({ imageTags, deletedImage }) => {
      const refused = await imageTags.delete(deletedImage, 'kept')

      refused.answers(404)
    },
  )

  scenario(
    '404:foreign-image',
    'finds no image of another project to delete a tag of that only this project sees',
    async ({ stranger, tagged: { image, tags } }) => {
      const refused = await stranger.imageTags.delete(image, 'first')

      refused.answers(404)
      await image.hasTags(...tags)
    },
  )

  scenario(
    '404:no-role',
    'finds no image to delete a tag of for a user whose role grants nothing',
    async ({ guest, tagged: { image, tags }, errata }) => {
      const refused = await guest.imageTags.delete(image, 'first')

      errata.settle('image:role-defaults', refused)
      refused.answers(404)
      await image.hasTags(...tags)
    },
  )
})
