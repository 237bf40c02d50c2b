import { Gauge, type OpenMetricsContentType, Registry } from 'prom-client'
import { CASE_VERDICTS, type RunVerdict } from '../../src/judge/verdict.ts'
import { certificateOf } from '../history/target-history.ts'
import { METRICS } from '../pages/places.ts'
import type { Page, SiteView } from '../pages/site-view.ts'

const RUN_VERDICTS: readonly RunVerdict[] = ['conformant', 'non-conformant', 'inconclusive']
const DAY_SECONDS = 86_400

/**
 * The state of the targets for a scraper, in the OpenMetrics format. Ages are those of the build; the
 * time stamps let a scraper compute them at any time.
 */
export async function metricsFile({ histories, builtAt }: SiteView): Promise<Page> {
  const registry = new Registry<OpenMetricsContentType>()
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE)
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] })
  const promises = gauge('attest_promises', 'Promises by verdict, each as it was tested last', [
    'target',
    'verdict',
  ])
  const verdict = gauge('attest_run_verdict', 'Verdict of the newest run: 1 for the one it has', [
    'target',
    'verdict',
  ])
  const at = gauge('attest_last_run_timestamp_seconds', 'Begin of the newest run', ['target'])
  const age = gauge(
    'attest_last_run_age_seconds',
    'Age of the newest run when the site was built',
    ['target'],
  )
  const until = gauge('attest_certificate_expiry_timestamp_seconds', 'End of the certificate', [
    'target',
  ])
  const left = gauge('attest_certificate_expiry_days', 'Days to that end when the site was built', [
    'target',
  ])
  const built = gauge('attest_site_built_timestamp_seconds', 'When the site was built', [])
  const now = Date.parse(builtAt) / 1000
  built.set(now)
  for (const history of histories) {
    const { id: target, newest, standings } = history
    const verdicts = [...standings.values()].map((standing) => standing.verdict)
    for (const one of CASE_VERDICTS) {
      promises.set({ target, verdict: one }, verdicts.filter((other) => other === one).length)
    }
    const own = newest.kept.now ?? newest.kept.verdict
    for (const one of RUN_VERDICTS) verdict.set({ target, verdict: one }, own === one ? 1 : 0)
    const started = Date.parse(newest.run.startedAt) / 1000
    at.set({ target }, started)
    age.set({ target }, now - started)
    const certificate = certificateOf(history)
    if (certificate === undefined) continue
    const end = Date.parse(certificate.validUntil) / 1000
    until.set({ target }, end)
    left.set({ target }, Math.floor((end - now) / DAY_SECONDS))
  }
  return [METRICS, await registry.metrics()]
}
