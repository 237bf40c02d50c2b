import { verdictText } from '../results/scope.ts'
import { targetTitle } from '../services.ts'
import { type Html, html, NOTHING } from '../text/html.ts'
import { staticPage } from '../text/static-page.ts'
import type { Certificate, GapSource } from './certificate.ts'
import { certificateFacts, insecurityIn } from './certificate-facts.ts'
import { CERTIFICATE_STYLE } from './certificate-style.ts'

/** `certificate.html`: a page for people that says what was tested and what was not. */
export function certificatePage(certificate: Certificate): string {
  const { profile, target, testedAt, run, suite, counts, evidence } = certificate
  const body = html`<main>
<h1>Certificate of conformance</h1>
<p><strong>${targetTitle(target)}</strong> was tested and found <span class="verdict">${verdictText(certificate)}</span> with the profile <strong>${profile.name}</strong> of ${profile.documents.length === 1 ? 'the OpenStack API document' : 'the OpenStack API documents'} ${profile.documents.map(({ id }, at) => html`${at === 0 ? '' : ', '}<code>${id}</code>`)}. It is valid until ${certificate.validUntil.slice(0, 10)}.</p>
${warning(certificate)}
<dl>
<dt>Tested</dt><dd>${testedAt.slice(0, 10)}, run <code>${run}</code></dd>
${profile.documents.map(({ id, title, microversions }) => html`<dt>${title}</dt><dd><code>${id}</code>, ${microversions === null ? 'no microversions' : `microversions ${microversions}`}</dd>`)}
<dt>Promises</dt><dd>${promisesLine(certificate)}</dd>
<dt>Cases</dt><dd>${counts.cases}: ${counts.passed} passed, ${counts.failed} failed, ${counts.error} errors, ${counts.notTested} not tested, ${counts.notApplicable} not applicable, ${counts.waived} waived</dd>
</dl>
<h2>The cloud</h2>
<dl>
${certificateFacts(certificate).map(([word, fact]) => html`<dt>${word}</dt><dd>${fact}</dd>`)}
</dl>
<h2>What was tested</h2>
<p>Every promise of ${profile.documents.length === 1 ? 'this API document' : 'these API documents'} that applies in this profile, at the first and last microversion of its range and on both sides of every change, or once where a service has no microversions: statuses, bodies, headers, and what the services say of the resources afterwards.</p>
<h2>What was not tested</h2>
${gaps(certificate)}
${unfollowed(certificate)}
${attempts(certificate)}
<p>Guests, disks and behaviour under load are not tested. Other API documents, and other microversions than those above, were not tested.</p>
<h2>How to check this</h2>
<p>This page is not a proof; the bundle with it is. The bundle has every request and answer, redacted. <code>attest verify BUNDLE --trust KEY.pub</code> checks the signatures and judges all of it again, without the cloud.</p>
<dl class="soft">
<dt>Evidence</dt><dd><code>${evidence.digest}</code>, ${evidence.lines} lines chained to <code>${evidence.chain}</code></dd>
<dt>Promises</dt><dd><code>${profile.digest}</code></dd>
<dt>Attest ${suite.version}</dt><dd><code>${suite.digest}</code></dd>
${suite.specs.map(({ document, digest }) => html`<dt>${document}</dt><dd><code>${digest}</code></dd>`)}
</dl>
</main>`
  const title = `${targetTitle(target)}: ${verdictText(certificate)} with ${profile.name}`
  return staticPage({ title, style: CERTIFICATE_STYLE }, body)
}

function warning(certificate: Certificate): Html {
  const insecurity = insecurityIn(certificate)
  if (insecurity === undefined) return NOTHING
  return html`<p class="warning">Given with <code>--allow-insecure-transport</code>: ${insecurity}. Others may have read and changed requests and answers.</p>`
}

function promisesLine({ profile, promises }: Certificate): string {
  const parts = Object.entries(promises).map(([verdict, count]) => `${count} ${verdict}`)
  return `${profile.requirements} in the profile: ${parts.join(', ')}`
}

function gaps({ gaps }: Certificate): Html {
  if (gaps.length === 0) return html`<p>Nothing in the profile was left out.</p>`
  return html`${GAP_TITLES.map(([by, title]) => {
    const own = gaps.filter((gap) => gap.by === by)
    return own.length === 0 ? NOTHING : html`<h3>${title}</h3>${gapList(own)}`
  })}`
}

/** The groups of gaps, by who states them. */
const GAP_TITLES: readonly (readonly [GapSource, string])[] = [
  ['owner', 'Not applicable: the owner of the cloud declares it absent'],
  ['cloud', 'Not applicable: the cloud has shown that it behaves differently, as it may'],
  ['run', 'Not tested'],
]

function gapList(gaps: Certificate['gaps']): Html {
  return html`<ul>${gaps.map(
    ({ code, message, requirements }) =>
      html`<li><code>${code}</code>: ${message}<details><summary>${requirements.length === 1 ? '1 promise' : `${requirements.length} promises`}</summary>${requirements.map((id) => html`<code>${id}</code> `)}</details></li>`,
  )}</ul>`
}

/** Violations in these attempts would count: none of them saw one. */
function attempts({ resumptions, unfinishedAttempts }: Certificate): Html {
  if (resumptions === 0 && unfinishedAttempts.length === 0) return NOTHING
  const times = resumptions === 1 ? 'once' : `${resumptions} times`
  const begun = unfinishedAttempts.length
  return html`<p>The run was resumed ${times}. ${begun === 1 ? '1 attempt at a case' : `${begun} attempts at cases`} did not end; their answers were judged too.</p>
${begun === 0 ? NOTHING : html`<details><summary>The attempts</summary><ul>${unfinishedAttempts.map((one) => html`<li><code>${one.case}</code>, attempt ${one.attempt}: ${one.requests} requests</li>`)}</ul></details>`}`
}

function unfollowed({ unfollowed }: Certificate): Html {
  if (unfollowed.length === 0) return NOTHING
  return html`<p>Recommendations (SHOULD, which no document makes) that are not followed: ${unfollowed.map((id) => html`<code>${id}</code> `)}</p>`
}
