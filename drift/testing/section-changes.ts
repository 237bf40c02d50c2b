import type { ParameterFact, SectionFact, StatusFact } from '../facts/facts.ts'
import { type Change, changesWithin, rangeChanges, removals, type Versions } from './change.ts'
import { changesOfSample } from './sample-changes.ts'

/** All single changes of a section of the reference. */
export function sectionChanges(
  section: SectionFact,
  versions: Versions,
): readonly Change<SectionFact>[] {
  const { statuses, parameters, samples, path } = section
  const withStatuses = (changed: StatusFact[]) => ({ ...section, statuses: changed })
  const withParameters = (changed: ParameterFact[]) => ({ ...section, parameters: changed })
  return [
    {
      words: 'the path has another variable',
      place: 'path',
      value: { ...section, path: path.replace('}', '_x}') },
    },
    {
      words: 'status 418 is listed',
      place: 'status.418',
      value: withStatuses([...statuses, { status: 418, line: 1 }]),
    },
    ...changesWithin(statuses, (status) => statusChanges(status, versions), withStatuses),
    ...removals(
      statuses,
      ({ status }) => ({ words: `status ${status} is gone`, place: `status.${status}` }),
      withStatuses,
    ),
    ...changesWithin(parameters, (one) => parameterChanges(one, versions), withParameters),
    ...removals(
      parameters,
      ({ direction, name }) => ({ words: `${direction} ${name} is gone`, place: `.${name}` }),
      withParameters,
    ),
    ...changesWithin(samples, changesOfSample, (changed) => ({ ...section, samples: changed })),
    {
      words: 'the text names a microversion more',
      place: `version.${versions.nowhere}`,
      value: {
        ...section,
        versions: [...section.versions, { version: versions.nowhere, line: 1 }],
      },
    },
  ]
}

function statusChanges(status: StatusFact, versions: Versions): readonly Change<StatusFact>[] {
  const place = `status.${status.status}`
  return [
    { words: `status ${status.status} becomes 499`, place, value: { ...status, status: 499 } },
    ...rangeChanges(status, versions).map((value) => ({
      words: `status ${status.status} has another range`,
      place,
      value,
    })),
  ]
}

function parameterChanges(
  row: ParameterFact,
  versions: Versions,
): readonly Change<ParameterFact>[] {
  const { direction, name, type, required } = row
  const { null: nullable, ...rest } = row
  const changed = (words: string, value: ParameterFact) => ({
    words: `${direction} ${name} ${words}`,
    place: `.${name}`,
    value,
  })
  return [
    changed('is called otherwise', { ...row, name: `${name}_x` }),
    changed('has another type', { ...row, type: type === 'number' ? 'string' : 'number' }),
    changed('is required or not', { ...row, required: !required }),
    changed('is in another place', { ...row, in: row.in === 'query' ? 'body' : 'query' }),
    changed('may be null or not', nullable === true ? rest : { ...row, null: true }),
    ...rangeChanges(row, versions).map((value) => changed('has another range', value)),
  ]
}
