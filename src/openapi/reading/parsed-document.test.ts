import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { digestOf } from '../digest.ts'
import { parsedDocument, parseYaml } from './parsed-document.ts'

const specs = join(packageRoot, 'specs')
const documents = readdirSync(specs).filter((name) => name.endsWith('.yaml'))

describe('a contract document', () => {
  it.each(documents)('says what its YAML says, kept by the build or not: %s', (name) => {
    const bytes = readFileSync(join(specs, name))

    expect(parsedDocument(bytes, digestOf(bytes), name)).toEqual(
      parseYaml(bytes.toString('utf8'), name),
    )
  })

  it('is parsed anew when the build has kept another', () => {
    const bytes = Buffer.from('openapi: 3.1.0\n')

    expect(parsedDocument(bytes, digestOf(bytes), 'new.yaml')).toEqual({ openapi: '3.1.0' })
  })
})
