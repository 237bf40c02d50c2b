import { isPresent } from '../../src/openapi/at-version/ranged.ts'
import { referenceOf } from '../../src/openapi/document-node.ts'
import { isJsonObject, type JsonObject } from '../../src/openapi/json.ts'
import { type JsonPointer, pointer, valueAt } from '../../src/openapi/json-pointer.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'

/** A part of a contract document, and where its own text stands. */
export interface Part {
  readonly value: JsonObject
  readonly pointer: JsonPointer
}

/** Reads parts of a contract document at one microversion, with all references followed. */
export class DocumentReader {
  readonly #document: JsonObject
  readonly #at: Microversion | undefined

  constructor(document: JsonObject, at: Microversion | undefined) {
    this.#document = document
    this.#at = at
  }

  /** The part at a pointer with what it refers to; undefined where it does not exist. */
  at(place: JsonPointer): Part | undefined {
    return this.part(valueAt(this.#document, place), place)
  }

  /** A part with what it refers to beneath its own members; undefined where it does not exist. */
  part(value: unknown, place: JsonPointer): Part | undefined {
    if (!isJsonObject(value)) return undefined
    if (this.#at !== undefined && !isPresent(this.#document, value, this.#at)) return undefined
    const target = referenceOf(value)
    const shared = target === undefined ? undefined : this.at(target)
    return { value: shared === undefined ? value : { ...shared.value, ...value }, pointer: place }
  }

  /** The members of a map of names below a part that exist. */
  members(holder: Part, key: string): readonly (Part & { readonly name: string })[] {
    const written = holder.value[key]
    if (!isJsonObject(written)) return []
    const base = this.#placeOf(holder, key)
    return Object.entries(written).flatMap(([name, member]) => {
      const found = this.part(member, base + pointer(name))
      return found === undefined ? [] : [{ ...found, name }]
    })
  }

  /** Where a member of a part is written: in the part itself, or in what it refers to. */
  #placeOf({ pointer: place }: Part, key: string): JsonPointer {
    const own = valueAt(this.#document, place)
    if (!isJsonObject(own) || Object.hasOwn(own, key)) return place + pointer(key)
    const target = referenceOf(own)
    return target === undefined
      ? place + pointer(key)
      : this.#placeOf({ value: own, pointer: target }, key)
  }

  member(holder: Part, key: string): Part | undefined {
    return this.part(holder.value[key], this.#placeOf(holder, key))
  }
}
