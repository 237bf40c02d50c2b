import { describe, expect, it } from 'vitest'
import { service } from '../testing/tiny-cloud.ts'
import { TinyTarget } from '../testing/tiny-session.ts'

const target = new TinyTarget()

describe('the region, where the entry names none', () => {
  it('is the first that has all services', async () => {
    target.cloud.catalog = (url) => [
      service('compute', [
        ['public', 'R1', `${url}/nowhere/v2.1`],
        ['internal', 'R3', `${url}/nowhere/v2.1`],
        ['public', 'R2', `${url}/compute/v2.1`],
      ]),
      service('volumev3', [
        ['public', 'R3', `${url}/nowhere/v3`],
        ['public', 'R2', `${url}/volume/v3`],
      ]),
    ]
    const { regions, otherRegions } = await target.open()
    expect(regions).toMatchObject({ compute: 'R2', 'block-storage': 'R2' })
    expect(otherRegions).toEqual(['R1', 'R3'])
  })

  it('is not said to be a choice where there is only one', async () => {
    expect((await target.open()).otherRegions).toEqual([])
  })

  it('is that of each service where none has them all', async () => {
    target.cloud.catalog = (url) => [
      service('compute', [['public', 'R1', `${url}/compute/v2.1`]]),
      service('volumev3', [['public', 'R2', `${url}/volume/v3`]]),
    ]
    const { regions, otherRegions } = await target.open()
    expect(regions).toMatchObject({ compute: 'R1', 'block-storage': 'R2' })
    expect(otherRegions).toEqual([])
  })

  it('is told with those that the entry lists beside it', async () => {
    const session = await target.open({ regionName: 'R1', otherRegions: ['R2'] })
    expect(session.otherRegions).toEqual(['R2'])
  })
})
