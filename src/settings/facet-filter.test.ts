import { describe, expect, it } from 'vitest'
import { type Facets, facetFilter } from './facet-filter.ts'
import { SettingsError } from './settings-error.ts'

const KNOWN = [
  { id: 'a.show:200:shown', status: 200, level: 'MUST', persona: 'member' },
  { id: 'a.show:404:unknown', status: 404, level: 'MUST', persona: 'stranger' },
  { id: 'a.show:409:busy', status: 409, level: 'SHOULD', persona: 'member' },
] as const

const chosen = (facets: Facets) => {
  const wanted = facetFilter(facets, KNOWN)
  return KNOWN.filter(({ id }) => wanted(id, 'a.show')).map(({ status }) => status)
}

describe('options that select promises by status, level and persona', () => {
  it.each<[Facets, number[]]>([
    [{}, [200, 404, 409]],
    [{ status: ['404'] }, [404]],
    [{ status: ['4xx'] }, [404, 409]],
    [{ status: ['200', '409'] }, [200, 409]],
    [{ level: ['should'] }, [409]],
    [{ asPersona: ['member'], level: ['MUST'] }, [200]],
  ])('select with %o', (facets, statuses) => {
    expect(chosen(facets)).toEqual(statuses)
  })

  it.each<[Facets, string]>([
    [{ status: ['4x'] }, '--status'],
    [{ level: ['MAY'] }, '--level'],
    [{ asPersona: ['root'] }, '--as'],
    [{ status: ['500'] }, '--status'],
    [{ asPersona: ['admin'] }, '--as'],
  ])('refuse %o', (facets, key) => {
    const refused = () => facetFilter(facets, KNOWN)
    expect(refused).toThrow(SettingsError)
    expect(refused).toThrow(key)
  })
})
