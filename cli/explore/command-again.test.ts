import { expect, it } from 'vitest'
import { commandAgain } from './command-again.ts'

it('repeats a history on the same cloud, as the same personas', () => {
  const flags = { cloud: 'lab', persona: ['admin=lab-admin', 'reader=lab-reader'] }

  expect(commandAgain(flags, 'out/history.json')).toBe(
    'attest explore --cloud lab --persona admin=lab-admin --persona reader=lab-reader --history out/history.json',
  )
})

it('quotes what a shell would change', () => {
  expect(commandAgain({ cloud: "ann's" }, 'my runs/history.json')).toBe(
    "attest explore --cloud 'ann'\\''s' --history 'my runs/history.json'",
  )
})
