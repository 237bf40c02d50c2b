import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { operationAt } from '../../src/openapi/at-version/operation-at.ts'
import { project } from '../../src/openapi/at-version/project.ts'
import type { Contract, Contracts } from '../../src/openapi/contract.ts'
import { pointer } from '../../src/openapi/json-pointer.ts'
import type { Microversion } from '../../src/openapi/microversion.ts'
import type { Exchange } from '../../src/openstack/exchange.ts'

/** A body, and the validator that plain Ajv has compiled from its schema in the contract. */
export interface PlainValidation {
  readonly exchange: Exchange
  readonly body: unknown
  readonly validate: ValidateFunction
}

/**
 * The exchanges with a JSON body for which the contract has a schema, each with a validator that Ajv
 * has compiled from the projected document. With Ajv's defaults, it stops at the first error.
 */
export function plainValidations(
  exchanges: readonly Exchange[],
  contracts: Contracts,
): readonly PlainValidation[] {
  const compiled = new Map<string, ValidateFunction>()
  return exchanges.flatMap((exchange) => {
    const found = schemaOf(exchange, contracts)
    if (found === undefined) return []
    const { contract, at, version } = found
    const key = `${contract.service} ${version} ${at}`
    const validate = compiled.get(key) ?? compile(contract, version, at)
    compiled.set(key, validate)
    const { body } = found
    return [{ exchange, body, validate }]
  })
}

function schemaOf(exchange: Exchange, contracts: Contracts) {
  const { operation, response, microversion: version } = exchange
  const contract = [...contracts.values()].find(({ service }) =>
    operation?.startsWith(`${service}.`),
  )
  if (contract === undefined || operation === undefined || version === undefined) return undefined
  if (response?.body.kind !== 'json') return undefined
  const rule = operationAt(contract, operation, version)?.responses.get(response.status)
  const [content] = rule?.content ?? []
  if (content === undefined) return undefined
  const at = content.pointer + pointer('schema')
  return { contract, version, at, body: response.body.value }
}

const documents = new Map<string, Ajv2020>()

function compile(contract: Contract, version: Microversion, at: string): ValidateFunction {
  const name = `${contract.service}:${version}`
  let ajv = documents.get(name)
  if (ajv === undefined) {
    ajv = new Ajv2020({ strict: false, validateSchema: false })
    addFormats.default(ajv)
    ajv.addSchema({ ...project(contract.document, version), $id: name }, name)
    documents.set(name, ajv)
  }
  return ajv.compile({ $ref: `${name}#${encodeURI(at)}` })
}
