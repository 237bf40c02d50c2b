import { describe, expect, it } from 'vitest'
import { CLOUD_FAULTS, findCloudFault, Misconduct } from './cloud-faults.ts'

describe('Misconduct', () => {
  it('is none without a fault', () => {
    const misconduct = new Misconduct()

    expect(misconduct.is('attach-to-locked-server')).toBe(false)
    expect(misconduct.is(undefined)).toBe(false)
    expect(misconduct.met).toBe(0)
  })

  it('is of one kind, and counted each time', () => {
    const misconduct = new Misconduct('attach-to-locked-server')

    expect(misconduct.is('attach-twice')).toBe(false)
    expect(misconduct.is(undefined)).toBe(false)
    expect(misconduct.is('attach-to-locked-server')).toBe(true)
    expect(misconduct.is('attach-to-locked-server')).toBe(true)
    expect(misconduct.met).toBe(2)
  })

  it('is found by its name, and by no other', () => {
    expect(Object.keys(CLOUD_FAULTS).map(findCloudFault)).toEqual(Object.keys(CLOUD_FAULTS))
    expect(() => findCloudFault('toString')).toThrow(
      'fault "toString" is not known to the reference cloud; attest cloud --faults lists them',
    )
  })
})
