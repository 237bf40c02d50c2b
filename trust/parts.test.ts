import { describe, expect, test } from 'vitest'
import { operations } from './answers/contracts.ts'
import { catalogue } from './catalogue/catalogue.ts'
import { chooseFaults } from './choose-faults.ts'
import { DEFAULT_PART, operationsOf, partNamed, partOf, parts } from './parts.ts'

const further = parts.filter(({ name }) => name !== DEFAULT_PART)

describe('the parts', () => {
  test('have each operation once, those of the default documents first', () => {
    const ids = parts.flatMap(operationsOf).map(({ id }) => id)
    expect(ids.toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
    expect(parts[0]).toBe(partNamed(DEFAULT_PART))
    expect(() => partNamed('pictures')).toThrow(TypeError)
  })

  test('have each fault once, and none has no fault', () => {
    for (const part of parts) {
      expect(catalogue.some((fault) => partOf(fault) === part)).toBe(true)
    }
  })
})

describe('the faults chosen', () => {
  test('are all, part by part', () => {
    const chosen = chooseFaults({})
    expect(chosen.map(({ part }) => part)).toEqual(parts)
    expect(chosen.flatMap(({ faults }) => faults)).toHaveLength(catalogue.length)
    expect(chosen.every(({ isWhole }) => isWhole)).toBe(true)
  })

  test.each(further.map(({ name }) => [name]))('may be those of %s', (name) => {
    const [chosen, ...others] = chooseFaults({ document: [name] })
    expect(others).toEqual([])
    expect(chosen).toMatchObject({ part: partNamed(name), isWhole: true })
  })

  test('may be those of one of the default documents, which are not the whole part', () => {
    for (const name of partNamed(DEFAULT_PART).documents.values()) {
      const [chosen] = chooseFaults({ document: [name.id] })
      expect(chosen).toMatchObject({ part: partNamed(DEFAULT_PART), isWhole: false })
    }
  })

  test('on a cloud that somebody has are of the default documents, and happen on the way', () => {
    const chosen = chooseFaults({ target: 'lab' })
    expect(chosen.map(({ part }) => part.name)).toEqual([DEFAULT_PART])
    expect(chosen.flatMap(({ faults }) => faults).every(({ means }) => 'tamper' in means)).toBe(
      true,
    )
  })

  test('may be a sample, which has some of each part', () => {
    const chosen = chooseFaults({ sample: true })
    expect(chosen.map(({ part }) => part)).toEqual(parts)
    expect(chosen.some(({ isWhole }) => isWhole)).toBe(false)
  })

  test('are refused where a glob or a document is none', () => {
    expect(() => chooseFaults({ fault: ['boats.*'] })).toThrow('matches no fault')
    expect(() => chooseFaults({ document: ['boats'] })).toThrow('is no document')
  })
})
