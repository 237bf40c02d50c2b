import type { SuiteBuilder } from '../../../fixtures/volume-attach/suite-builder.ts'
import { exactly, type List } from './listing.ts'

/** Scenarios about the projects whose attachments are listed, and about personas. */
export function listsProjects({ scenario }: SuiteBuilder, list: List): void {
  scenario(
    '200:own-project-only',
    'lists no attachment of another project',
    async ({ blockStorage, orderedAttachments: { instance, ...own }, foreignAttachment }) => {
      const listed = await blockStorage[list]()

      listed.answers(200)
      listed.lacks('attachments', { id: foreignAttachment.id })
      const asked = await blockStorage[list]({ volume_id: foreignAttachment.volume.id })
      asked.answers(200, exactly())
      const mine = await blockStorage[list]({ instance_id: instance.id })
      mine.answers(200, exactly(own.newest, own.middle, own.oldest))
    },
  )

  for (const [persona, who] of [
    ['reader', 'a reader'],
    ['guest', 'a role that grants nothing'],
  ] as const) {
    scenario(
      `200:by-${persona}`,
      `lists the attachments of the project for ${who}`,
      async ({ [persona]: caller, orderedAttachments: { instance, oldest, middle, newest } }) => {
        const listed = await caller.blockStorage[list]({ instance_id: instance.id })

        listed.answers(200, exactly(newest, middle, oldest))
      },
      [persona],
    )
  }

  scenario(
    '200:without-project-in-path',
    "lists the attachments of the token's project when the path names none",
    async ({ blockStorage, orderedAttachments: { instance, oldest, middle, newest } }) => {
      const listed = await blockStorage[list]({ instance_id: instance.id }, { projectId: null })

      listed.answers(200, exactly(newest, middle, oldest))
    },
  )

  scenario(
    '200:all-tenants',
    'lists the attachments of every project for an administrator who asks for them',
    async ({ admin, orderedAttachments: { newest }, foreignAttachment }) => {
      const own = await admin.blockStorage[list]({
        all_tenants: '1',
        volume_id: newest.volume.id,
      })
      own.answers(200, exactly(newest))

      const foreign = await admin.blockStorage[list]({
        all_tenants: '1',
        volume_id: foreignAttachment.volume.id,
      })
      foreign.answers(200, exactly(foreignAttachment))
    },
  )

  scenario(
    '200:all-tenants-of-any-value',
    'treats every value of all_tenants as yes, including 0 and false',
    async ({ admin, orderedAttachments: { newest }, foreignAttachment }) => {
      for (const value of ['0', 'false', '']) {
        for (const attachment of [newest, foreignAttachment]) {
          const query = { all_tenants: value, volume_id: attachment.volume.id }
          const listed = await admin.blockStorage[list](query)
          listed.answers(200, exactly(attachment))
        }
      }
    },
  )

  scenario(
    '200:all-tenants-by-member',
    'lists only the own project for a member who asks for every project',
    async ({ blockStorage, orderedAttachments: { instance, ...own }, foreignAttachment }) => {
      const listed = await blockStorage[list]({ all_tenants: '1', instance_id: instance.id })

      listed.answers(200, exactly(own.newest, own.middle, own.oldest))
      const foreign = await blockStorage[list]({
        all_tenants: '1',
        volume_id: foreignAttachment.volume.id,
      })
      foreign.answers(200, exactly())
    },
  )

  scenario(
    '200:one-project-of-all',
    'lists one project only for an administrator who asks for all and names one',
    async ({
      admin,
      project,
      orderedAttachments: { instance, ...own },
      foreignAttachment,
      noProject,
    }) => {
      const every = { all_tenants: '1', instance_id: instance.id }
      const listed = await admin.blockStorage[list]({ ...every, project_id: project.id })
      listed.asMeant().answers(200, exactly(own.newest, own.middle, own.oldest))

      const nobodys = await admin.blockStorage[list]({ ...every, project_id: noProject })
      nobodys.asMeant().answers(200, exactly())
      const foreign = await admin.blockStorage[list]({
        all_tenants: '1',
        volume_id: foreignAttachment.volume.id,
        project_id: project.id,
      })
      foreign.asMeant().answers(200, exactly())
    },
  )
}
