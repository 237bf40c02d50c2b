import type { JsonPointer } from '../json-pointer.ts'
import { type SchemaValidator, schemaValidator } from './schema-validator.ts'

/**
 * The validator of a value that is transmitted as text, such as a header or a query parameter. A text
 * is valid if the schema accepts it as a string, or as the number or boolean that it represents.
 */
export function textValidator(document: unknown, at: JsonPointer): SchemaValidator {
  const validate = schemaValidator(document, at)
  return (text) => {
    const faults = validate(text)
    const spelled = typeof text === 'string' ? spelledBy(text) : undefined
    return faults.length > 0 && spelled !== undefined ? validate(spelled) : faults
  }
}

function spelledBy(text: string): number | boolean | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  const boolean = text.toLowerCase()
  return boolean === 'true' || boolean === 'false' ? boolean === 'true' : undefined
}
