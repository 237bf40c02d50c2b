import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { servicesTested } from '../openapi/choose-documents.ts'
import { loadContracts } from '../openapi/load-contract.ts'
import { loadServices } from '../openapi/load-services.ts'
import { inSpecs } from '../openapi/testing/sample-contract.ts'
import { THREE_SERVICES } from '../openapi/testing/sample-services.ts'
import { chosenDocuments } from './chosen-documents.ts'
import { loadSettings } from './load-settings.ts'
import { SettingsError } from './settings-error.ts'

const { known, services } = inSpecs(THREE_SERVICES, (specs) => ({
  known: loadContracts(specs),
  services: loadServices(specs),
}))

function chosenBy(file: string | undefined, flags: readonly string[] | undefined): string[] {
  const files = file === undefined ? {} : { 'attest.yaml': file }
  return inSpecs(files, (cwd) => {
    const settings = loadSettings({ cwd, flags: { document: flags } })
    return [...chosenDocuments(settings, known).values()].map(({ id }) => id)
  })
}

describe('the documents of a run', () => {
  it('are the default ones where none is named', () => {
    expect(chosenBy(undefined, undefined)).toEqual(['compute/oars', 'block-storage/sheds'])
  })

  it('are those of the settings, or those of the command line in their place', () => {
    expect(chosenBy('document: [frames, compute/boats]', undefined)).toEqual([
      'compute/boats',
      'pictures/frames',
    ])
    expect(chosenBy('document: [frames]', ['compute/boats'])).toEqual(['compute/boats'])
  })

  it('are named by their ids, by their names, or by a service that has one', () => {
    expect(chosenBy(undefined, ['boats', 'pictures', 'frames', 'block-storage/sheds'])).toEqual([
      'compute/boats',
      'block-storage/sheds',
      'pictures/frames',
    ])
  })

  it.each([
    [
      'frame',
      '"frame" is no document: expected one of compute/boats, compute/oars, block-storage/sheds, pictures/frames; did you mean pictures/frames?',
    ],
    ['compute/oar', 'did you mean compute/oars?'],
    [
      'compute',
      '"compute" is the name of several documents: expected one of .*; did you mean compute/boats or compute/oars\\?',
    ],
    ['constructor', '"constructor" is no document'],
  ])('are not %j', (name, says) => {
    const choose = () => chosenBy(undefined, [name])
    expect(choose).toThrow(SettingsError)
    expect(choose).toThrow(says.includes('.*') ? new RegExp(says) : says)
    expect(choose).toThrow(/^--document /)
  })

  it('are refused with their place in the file', () => {
    expect(() => chosenBy('cloud: x\ndocument:\n  - boats\n  - tents\n', undefined)).toThrow(
      /attest\.yaml:4:5: document\[1\] "tents" is no document/,
    )
    expect(() => chosenBy('document: []', undefined)).toThrow('at least one id')
    expect(() => chosenBy('document: frames', undefined)).toThrow('a list of ids of API documents')
  })

  it('keep the order of the package, whatever the order of the names', () => {
    const ids = [...known.values()].map(({ id }) => id)
    fc.assert(
      fc.property(fc.shuffledSubarray(ids, { minLength: 1 }), (some) => {
        const documents = some.map((name) => ({ name, place: { key: '--document' } }))
        const chosen = [...chosenDocuments({ documents }, known).values()].map(({ id }) => id)
        expect(chosen).toEqual(ids.filter((id) => some.includes(id)))
      }),
    )
  })

  it('decide which services a cloud is asked for', () => {
    const documents = [{ name: 'boats', place: { key: '--document' } }]
    const tested = servicesTested(chosenDocuments({ documents }, known), services)
    expect([...tested.values()].map((one) => [one.id, one.documents])).toEqual([
      ['compute', ['boats.yaml']],
      ['block-storage', []],
      ['pictures', []],
    ])
  })
})
