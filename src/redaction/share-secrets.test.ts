import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { KnownSecrets } from './known-secrets.ts'
import { shareSecrets } from './share-secrets.ts'

test('All threads know what one has learned, before and after it shares', async () => {
  const [name, early, late] = [randomUUID(), new KnownSecrets(), new KnownSecrets()]
  early.add('gAAAAABnQx7-pL2vK9mWc0RtYz5')
  early.addFromAnswer('Ch4p!0fV0lm3s_7fQz3aX')
  shareSecrets(early, name)
  late.add('gAAAAABzZ8-qM3wL0nXd1SuZa6')
  shareSecrets(late, name)
  late.add('gAAAAABkK1-rN4xM1oYe2TvAb7')
  early.add('gAAAAABwW2-sO5yN2pZf3UwBc8')

  const all = [...early.all.own, ...late.all.own, 'Ch4p!0fV0lm3s_7fQz3aX']
  const nothingLeft = new Set(all.map(() => '[redacted]'))
  await vi.waitFor(() => {
    for (const known of [early, late]) {
      expect(new Set(all.map((secret) => known.clean(secret)))).toEqual(nothingLeft)
    }
  })
  expect(late.all.own).toHaveLength(4)
})
