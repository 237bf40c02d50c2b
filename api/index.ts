/**
 * The API of Attest for programs: a vendor's portal, a nightly job, a tool of one's own. What is exported
 * here is stable by the rules of semantic versioning; nothing else of the package is. docs/api.md has
 * examples, which tests compile and perform.
 *
 * @packageDocumentation
 */

export { readRun } from '../reports/results/read-results.ts'
export type { Results } from '../reports/results/results-schema.ts'
export { judge } from '../src/judge/judge-response.ts'
export type { CaseVerdict, RunVerdict } from '../src/judge/verdict.ts'
export type { Violation } from '../src/judge/violation.ts'
export type { Contract, Contracts, Persona } from '../src/openapi/contract.ts'
export { loadContract, loadContracts, packagedContracts } from '../src/openapi/load-contract.ts'
export { microversion } from '../src/openapi/microversion.ts'
export type { Exchange } from '../src/openstack/exchange.ts'
export type { CaseId, PlannedCase } from '../src/plan/case.ts'
export type { Settings } from '../src/settings/settings.ts'
export { type CleanedUpLater, cleanUp } from './clean-up.ts'
export { type Discovery, discover, type TargetOptions } from './discover.ts'
export { NotBegunError } from './errors/not-begun-error.ts'
export { UsageError } from './errors/usage-error.ts'
export { type Plan, plan } from './plan.ts'
export { type Probe, type Probed, probe } from './probe.ts'
export type { OpenProgress, Progress } from './progress.ts'
export { readSettings, type SettingsChoice } from './read-settings.ts'
export { type ReportOptions, report } from './report.ts'
export { type RequirementFacts, requirements } from './requirements.ts'
export { type ResumeOptions, resume } from './resume.ts'
export { type FinishedRun, type RunOptions, run } from './run.ts'
export type { PlanRequest } from './scope/plan-request.ts'
