import type { Scenario, Suite } from '../fixtures/core/case/scenario.ts'
import type { ResourceKind } from '../fixtures/core/ledger/resource-kind.ts'
import { demandOf } from '../fixtures/core/pools/demand.ts'
import type { LeaseKind } from '../fixtures/core/pools/lease-kind.ts'
import type { Discoverer } from '../src/discover/discoverer.ts'
import type { Reader } from '../src/judge/agreement/said.ts'
import { servicesTested } from '../src/openapi/choose-documents.ts'
import type {
  Contract,
  Contracts,
  OperationId,
  RequirementId,
  Service,
} from '../src/openapi/contract.ts'
import { packagedServices } from '../src/openapi/load-services.ts'
import type { Services } from '../src/openapi/service-description.ts'
import completeAbsent from './block-storage/complete/absent.ts'
import completeDone from './block-storage/complete/completed.ts'
import completeRefused from './block-storage/complete/refused.ts'
import completeTokens from './block-storage/complete/tokens.ts'
import createAccepted from './block-storage/create/accepted.ts'
import createAtOnce from './block-storage/create/at-once.ts'
import createMalformed from './block-storage/create/malformed.ts'
import createRefused from './block-storage/create/refused.ts'
import createTokens from './block-storage/create/tokens.ts'
import deleteAccepted from './block-storage/delete/accepted.ts'
import deleteRefused from './block-storage/delete/refused.ts'
import deleteShared from './block-storage/delete/shared.ts'
import deleteTokens from './block-storage/delete/tokens.ts'
import listBesideCompute from './block-storage/list/beside-compute.ts'
import listRequests from './block-storage/list/requests.ts'
import listAttachments from './block-storage/list.ts'
import listDetailTokens from './block-storage/list-detail/tokens.ts'
import listDetail from './block-storage/list-detail.ts'
import showGrown from './block-storage/show/grown.ts'
import showKept from './block-storage/show/kept.ts'
import showOlderActions from './block-storage/show/older-actions.ts'
import showOlderDoors from './block-storage/show/older-doors.ts'
import showAttachmentRefused from './block-storage/show/refused.ts'
import showAttachmentShown from './block-storage/show/shown.ts'
import showAttachmentTokens from './block-storage/show/tokens.ts'
import updateAttachmentAccepted from './block-storage/update/accepted.ts'
import updateAttachmentRefused from './block-storage/update/refused.ts'
import updateAttachmentTokens from './block-storage/update/tokens.ts'
import acceptTransferAccepted from './block-storage/volume-transfers/accept/accepted.ts'
import acceptTransferMalformed from './block-storage/volume-transfers/accept/malformed.ts'
import acceptTransferRefused from './block-storage/volume-transfers/accept/refused.ts'
import createTransferMalformed from './block-storage/volume-transfers/create/malformed.ts'
import createTransferOffered from './block-storage/volume-transfers/create/offered.ts'
import createTransferRefused from './block-storage/volume-transfers/create/refused.ts'
import deleteTransfer from './block-storage/volume-transfers/delete.ts'
import listTransfers from './block-storage/volume-transfers/list.ts'
import listTransfersDetail from './block-storage/volume-transfers/list-detail.ts'
import showTransfer from './block-storage/volume-transfers/show.ts'
import attachAccepted from './compute/attach/accepted.ts'
import attachAtOnce from './compute/attach/at-once.ts'
import attachImpossible from './compute/attach/impossible.ts'
import attachInTheWay from './compute/attach/in-the-way.ts'
import attachJourneys from './compute/attach/journeys.ts'
import attachMalformed from './compute/attach/malformed.ts'
import attachRefused from './compute/attach/refused.ts'
import attachServerStates from './compute/attach/server-states.ts'
import attachShared from './compute/attach/shared.ts'
import attachTokens from './compute/attach/tokens.ts'
import detachAccepted from './compute/detach/accepted.ts'
import detachJourneys from './compute/detach/journeys.ts'
import detachRefused from './compute/detach/refused.ts'
import detachShared from './compute/detach/shared.ts'
import detachTokens from './compute/detach/tokens.ts'
import listCompared from './compute/list/compared.ts'
import listFields from './compute/list/fields.ts'
import listMalformed from './compute/list/malformed.ts'
import listPages from './compute/list/pages.ts'
import listRefused from './compute/list/refused.ts'
import listStates from './compute/list/states.ts'
import listVersions from './compute/list/versions.ts'
import showFields from './compute/show/fields.ts'
import showJourneys from './compute/show/journeys.ts'
import showRefused from './compute/show/refused.ts'
import showStates from './compute/show/states.ts'
import showTokens from './compute/show/tokens.ts'
import updateAccepted from './compute/update/accepted.ts'
import updateFixed from './compute/update/fixed.ts'
import updateMalformed from './compute/update/malformed.ts'
import updateRefused from './compute/update/refused.ts'
import updateSwapped from './compute/update/swapped.ts'
import updateTokens from './compute/update/tokens.ts'
import addImageTag from './image/image-tags/add.ts'
import deleteImageTag from './image/image-tags/delete.ts'

/** Every suite, in the order of the documents. */
export const suites: readonly Suite[] = [
  listFields,
  listCompared,
  listStates,
  listPages,
  listVersions,
  listMalformed,
  listRefused,
  attachAccepted,
  attachAtOnce,
  attachServerStates,
  attachShared,
  attachMalformed,
  attachImpossible,
  attachInTheWay,
  attachJourneys,
  attachRefused,
  attachTokens,
  showFields,
  showJourneys,
  showStates,
  showRefused,
  showTokens,
  updateAccepted,
  updateSwapped,
  updateMalformed,
  updateFixed,
  updateRefused,
  updateTokens,
  detachAccepted,
  detachJourneys,
  detachShared,
  detachRefused,
  detachTokens,
  deleteAccepted,
  deleteShared,
  deleteRefused,
  deleteTokens,
  showAttachmentShown,
  showOlderDoors,
  showKept,
  showGrown,
  showOlderActions,
  showAttachmentRefused,
  showAttachmentTokens,
  listDetail,
  listDetailTokens,
  listAttachments,
  listBesideCompute,
  listRequests,
  createAccepted,
  createAtOnce,
  createMalformed,
  createRefused,
  createTokens,
  updateAttachmentAccepted,
  updateAttachmentRefused,
  updateAttachmentTokens,
  completeDone,
  completeRefused,
  completeTokens,
  completeAbsent,
  acceptTransferAccepted,
  acceptTransferMalformed,
  acceptTransferRefused,
  createTransferOffered,
  createTransferMalformed,
  createTransferRefused,
  listTransfers,
  showTransfer,
  deleteTransfer,
  listTransfersDetail,
  addImageTag,
  deleteImageTag,
]

/** All kinds of resources that suites create. */
export const resourceKinds: readonly ResourceKind[] = [
  ...new Set(suites.flatMap(({ fixtures }) => fixtures.resources)),
]

/** The readers by which answers of all services are compared with each other. */
export const readers: readonly Reader[] = [
  ...new Set(suites.flatMap(({ fixtures }) => fixtures.readers ?? [])),
]

/** The discoverers for a target that is tested against these contracts. */
export function discoverersFor(contracts: Contracts): readonly Discoverer[] {
  return [...new Set(suitesFor(contracts).flatMap(({ fixtures }) => fixtures.discoverers))]
}

/** Of each kind of resource that cases of these contracts borrow, the one that most of them do. */
export function probedKinds(contracts: Contracts): readonly LeaseKind[] {
  const asked = suitesFor(contracts).flatMap(({ scenarios }) => scenarios)
  const kinds = [...new Set(asked.flatMap((scenario) => [...demandOf(scenario).leases.keys()]))]
  const inOrder = kinds.sort((a, b) => a.order - b.order)
  return inOrder.filter((kind, index) => {
    return inOrder.findIndex(({ resource }) => resource === kind.resource) === index
  })
}

function suitesFor(contracts: Contracts): readonly Suite[] {
  const operations = new Set([...contracts.values()].flatMap(operationIds))
  return suites.filter(({ operation }) => operations.has(operation))
}

/** The ids of the services that tests of these contracts use, including those that are not tested. */
export function servicesUsed(contracts: Contracts): readonly Service[] {
  return discoverersFor(contracts).map(({ service }) => service)
}

/** All services; only those that a run against these contracts needs have their documents. */
export function servicesFor(contracts: Contracts): Services {
  return servicesTested(contracts, packagedServices(), servicesUsed(contracts))
}

function operationIds({ operations }: Contract): OperationId[] {
  return operations.map(({ id }) => id)
}

/** The scenario of each requirement. */
export const scenarios: ReadonlyMap<RequirementId, Scenario> = new Map(
  suites.flatMap((suite) => suite.scenarios).map((scenario) => [scenario.requirement, scenario]),
)

/** The scenario of a requirement. Throws a TypeError when there is none. */
export function scenarioOf(requirement: RequirementId): Scenario {
  const scenario = scenarios.get(requirement)
  if (scenario === undefined) throw new TypeError(`no scenario for ${requirement}`)
  return scenario
}
