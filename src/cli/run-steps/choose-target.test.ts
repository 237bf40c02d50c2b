import { expect, it } from 'vitest'
import { meansReferenceCloud } from './0-choose-target.ts'

it.each([
  [{}, {}, true],
  [{ cloud: 'lab' }, {}, false],
  [{}, { OS_CLOUD: 'lab' }, false],
  [{}, { OS_AUTH_URL: 'https://cloud.example' }, false],
  [{}, { OS_CLOUD: '', OS_USERNAME: 'ada' }, true],
])('with settings %j and variables %j the reference cloud is meant: %s', (settings, env, meant) => {
  expect(meansReferenceCloud(settings, env)).toBe(meant)
})
