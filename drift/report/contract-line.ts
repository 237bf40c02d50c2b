import { join } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import type { Contract } from '../../src/openapi/contract.ts'
import { type JsonPointer, segmentsOf } from '../../src/openapi/json-pointer.ts'
import { contractBytes, SPECS } from '../../src/openapi/load-services.ts'

type Lines = (place: JsonPointer) => number

const known = new Map<string, Lines>()

/** The line, counted from 1, at which a part of a contract document begins in its file. */
export function contractLine({ file }: Contract, place: JsonPointer): number {
  const lines = known.get(file) ?? linesOf(file)
  known.set(file, lines)
  return lines(place)
}

function linesOf(file: string): Lines {
  const lineCounter = new LineCounter()
  const text = contractBytes(join(SPECS, file), file).toString('utf8')
  const document = parseDocument(text, { lineCounter })
  return (place) => {
    const path = segmentsOf(place).map((segment) =>
      /^\d+$/.test(segment) ? Number(segment) : segment,
    )
    const found = [path, segmentsOf(place)]
      .map((segments) => document.getIn(segments, true))
      .find(isNode)
    const offset = found?.range?.[0]
    return offset === undefined ? 1 : lineCounter.linePos(offset).line
  }
}
