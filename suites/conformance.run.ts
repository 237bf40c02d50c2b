import { inject } from 'vitest'
import { performCases } from './perform-cases.ts'

declare module 'vitest' {
  interface ProvidedContext {
    readonly attest: { readonly channel: string }
  }
}

// Vitest runs this one file.
await performCases(inject('attest').channel)
