import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExchangeRequest } from '../../src/openstack/exchange.ts'
import { NamesNow } from './names-now.ts'

const request = (path: string, value?: unknown): ExchangeRequest => ({
  method: 'POST',
  url: `http://cloud/v3/${path}`,
  headers: {},
  body: value === undefined ? { kind: 'empty' } : { kind: 'json', value },
})

describe('the names of a case that is performed again', () => {
  it('are found in paths, queries and bodies of requests in which they have the same place', () => {
    const five = fc.uniqueArray(fc.uuid(), { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(five, ([a = '', b = '', c = '', d = '', e = '', ...now]) => {
        const of = ([server, volume, tag, item, other]: readonly string[]) =>
          request(`servers/${server}?volume=${volume}`, { tag, items: [item, { other }], size: 1 })
        const names = new NamesNow()
        names.learn(of([a, b, c, d, e]), of(now))

        const asked = names.inTerms(request(`${e}/${d}?${c}`, { x: `${b} of ${a}` }))
        const [a2, b2, c2, d2, e2] = now
        expect(asked).toEqual(request(`${e2}/${d2}?${c2}`, { x: `${b2} of ${a2}` }))
      }),
    )
  })

  it('are not guessed: a request with an id that is in no other has no form of now', () => {
    const [then, now, made] = [
      '3d79441e-0d1f-4f0c-9a3e-2a3c7a2f9c11',
      '753ae4a0-5ff1-43be-9d78-ecded16a4231',
      '92c1e91d-f04c-4241-938d-bdd79d751c6a',
    ]
    const names = new NamesNow()
    names.learn(request(`volumes/${then}`), request(`volumes/${now}`))

    expect(names.inTerms(request(`attachments/${made}`))).toBeUndefined()
    expect(names.inTerms(request(`volumes/${then}`))).toEqual(request(`volumes/${now}`))
  })

  it('keep what is the same now as then', () => {
    const project = '92c1e91d-f04c-4241-938d-bdd79d751c6a'
    const names = new NamesNow()
    names.learn(request(`${project}/volumes`), request(`${project}/volumes`))

    expect(names.inTerms(request(`${project}/snapshots`))).toEqual(request(`${project}/snapshots`))
  })
})
