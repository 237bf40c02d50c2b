import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Contract } from '../contract.ts'
import { loadContract } from '../load-contract.ts'

/** A small contract document with everything that a document can have, for the engine's own tests. */
export const SAMPLE = `
openapi: 3.1.0
info: { title: Boats, version: '2.120' }
x-openstack:
  min-ver: '2.1'
  max-ver: '2.120'
x-errata:
  - id: compute.show:sunk
    operations: [compute.show]
    document: A sunken boat is not mentioned.
    upstream: 410 is answered.
    releases: all
    holds: either
    seen: ['Regatta: GET of a boat that has sunk']
    explains: { status: 500, code: undocumented-status }
x-excluded:
  - operations: [compute.list]
    status: 503
    when: the harbour is closed
    code: deployment
    reason: No client can close it.
paths:
  /boats/{boat_id}:
    parameters:
      - { name: boat_id, in: path, required: true, schema: { type: string } }
    get:
      operationId: show
      summary: Show a boat
      x-section: Show a boat
      externalDocs: { url: 'https://boats.example/show' }
      parameters:
        - { name: limit, in: query, schema: { type: integer, minimum: 0 } }
        - { name: sails, in: query, x-openstack: { min-ver: '2.30' }, schema: { type: boolean } }
      responses:
        '200':
          description: The boat.
          headers: &headers
            OpenStack-API-Version: { $ref: '#/components/headers/Version' }
            X-OpenStack-Nova-API-Version: { $ref: '#/components/headers/Version' }
            Vary: { $ref: '#/components/headers/Version' }
            x-openstack-request-id: { $ref: '#/components/headers/RequestId' }
            x-compute-request-id: { $ref: '#/components/headers/RequestId' }
          content:
            application/json:
              schema: { $ref: '#/components/schemas/BoatBody' }
              examples:
                dinghy:
                  x-openstack: { max-ver: '2.9' }
                  value: { boat: { name: Ada, x-hull: oak } }
          x-requirements:
            - id: compute.show:200:afloat
              level: MUST
              when: the boat is afloat
              source: { edition: both, section: Show a boat }
            - id: compute.show:200:with-tag
              level: MUST
              when: the boat has a tag
              x-openstack: { min-ver: '2.49' }
              persona: reader
              needs: [harbour]
              source: { edition: current, section: Show a boat, note: the second }
              errata: [compute.show:sunk]
        '404': { $ref: '#/components/responses/NotFound' }
        '410':
          description: Sunk.
          x-erratum: compute.show:sunk
    put:
      operationId: paint
      summary: Paint a boat
      x-section: Paint a boat
      externalDocs: { url: 'https://boats.example/paint' }
      x-openstack: { min-ver: '2.10', max-ver: '2.100' }
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [colour, gloss]
              properties:
                colour: { type: string, enum: [red, blue] }
                gloss: { type: boolean, x-openstack: { min-ver: '2.20' } }
              additionalProperties: false
      responses:
        '204': { description: Painted. }
  /boats:
    get:
      operationId: list
      summary: List boats
      x-section: List boats
      externalDocs: { url: 'https://boats.example/list' }
      x-openstack: { min-ver: '2.60' }
      responses:
        '200':
          description: Boats.
          content:
            application/json:
              schema: { type: array, items: { $ref: '#/components/schemas/Boat' } }
components:
  headers:
    Version: { required: true, schema: { type: string } }
    RequestId: { required: true, schema: { type: string } }
  responses:
    NotFound:
      description: No such boat.
      headers: *headers
      content:
        application/json:
          schema: { $ref: '#/components/schemas/Fault' }
  schemas:
    BoatBody:
      type: object
      required: [boat]
      properties: { boat: { $ref: '#/components/schemas/Boat' } }
      additionalProperties: false
    Boat:
      type: object
      required: [name, tag]
      properties:
        name: { type: string }
        x-hull: { type: string }
        tag: { type: [string, 'null'], x-openstack: { min-ver: '2.49' } }
        connection_info: { type: object, x-openstack: { max-ver: '2.70' } }
      additionalProperties: false
    Fault:
      type: object
      required: [itemNotFound]
      properties:
        itemNotFound:
          type: object
          required: [code, message]
          properties: { code: { const: 404, type: integer }, message: { type: string } }
          additionalProperties: false
      additionalProperties: false
    Colour: { $ref: '#/components/schemas/Fault' }
`

/** The `service.yaml` of the sample. */
export const SAMPLE_SERVICE = `
title: Compute
order: 1
catalog-types: [compute]
setting-prefixes: [compute]
version: { segment: v2.1, ids: [v2.1] }
project-in-path: as-in-catalog
microversions: { name: compute, legacy-header: X-OpenStack-Nova-API-Version }
request-id-headers: [x-openstack-request-id, x-compute-request-id]
`

/**
 * Loads the text of a document as `compute/boats.yaml`, with the text of its `service.yaml`. Throws
 * what {@link loadContract} throws.
 */
export function contractOf(text: string, service: string = SAMPLE_SERVICE): Contract {
  return inSpecs({ 'compute/service.yaml': service, 'compute/boats.yaml': text }, (specs) =>
    loadContract(join(specs, 'compute', 'boats.yaml')),
  )
}

/** Writes files into a temporary `specs/` folder, calls `read` with it, and removes it. */
export function inSpecs<T>(files: Readonly<Record<string, string>>, read: (specs: string) => T): T {
  const specs = mkdtempSync(join(tmpdir(), 'attest-specs-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(specs, name)), { recursive: true })
      writeFileSync(join(specs, name), text)
    }
    return read(specs)
  } finally {
    rmSync(specs, { recursive: true })
  }
}
