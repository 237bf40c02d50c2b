/**
 * The style of all pages: no font and no picture is loaded. What scrolls is positioned, so that words that are
 * there for screen readers only do not make the page wider.
 */
export const SITE_STYLE = `:root { color-scheme: light dark;
  --ink: #1b1f24; --soft: #59636e; --line: #d5dae0; --page: #ffffff; --panel: #f5f7f9; --link: #0a4f9c;
  --passed: #146c2e; --passed-bg: #dcf5e3; --failed: #b3151d; --failed-bg: #ffd9d7;
  --error: #7b2fb5; --error-bg: #efdcfb; --not-tested: #7a4e00; --not-tested-bg: #ffedbf;
  --not-applicable: #57606a; --not-applicable-bg: #eceff2; --waived: #0a5cad; --waived-bg: #d9ebff; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e6e9ed; --soft: #a3adb8; --line: #39414a; --page: #14181d; --panel: #1c2229; --link: #8cc2ff;
  --passed: #63d683; --passed-bg: #163522; --failed: #ff9a94; --failed-bg: #551a1d;
  --error: #d9a8ff; --error-bg: #3c2352; --not-tested: #f0c35a; --not-tested-bg: #43340f;
  --not-applicable: #a0a9b3; --not-applicable-bg: #252b32; --waived: #86bfff; --waived-bg: #173355; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main, footer { max-width: 110rem; margin: 0 auto; padding: 1.25rem clamp(1rem, 3vw, 3rem); }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; margin-top: 3rem; }
header.top { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .75rem clamp(1rem, 3vw, 3rem); background: var(--panel); border-bottom: 1px solid var(--line); }
header.top .home { font-weight: 700; color: var(--ink); text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; } nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .5rem; background: var(--page); padding: .3rem .6rem; z-index: 9; }
h1 { margin: .25rem 0 .5rem; font-size: 1.55rem; line-height: 1.3; overflow-wrap: anywhere; } h2 { margin: 2.2rem 0 .6rem; font-size: 1.2rem; } h3 { margin: 1.4rem 0 .4rem; font-size: 1rem; overflow-wrap: anywhere; }
time { white-space: nowrap; } p, dl, ul { max-width: 75rem; } .lead { font-size: 1.08rem; }
a { color: var(--link); text-underline-offset: 2px; } a:focus-visible, [tabindex]:focus-visible, input:focus-visible, button:focus-visible { outline: 2px solid var(--link); outline-offset: 1px; }
code, pre, kbd { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .88em; overflow-wrap: anywhere; }
kbd { border: 1px solid var(--line); border-radius: 4px; padding: 0 .3em; }
pre { margin: .5rem 0; padding: .7rem .9rem; background: var(--panel); border: 1px solid var(--line); border-radius: 6px; overflow: auto; max-height: 26rem; white-space: pre-wrap; }
.soft { color: var(--soft); } .small { font-size: .85rem; } .crumbs { margin: 0; font-size: .9rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge, .mark { display: inline-block; padding: 0 .5rem; border-radius: 99px; font-weight: 600; white-space: nowrap; font-size: .88rem; vertical-align: baseline; }
h1 .badge { font-size: .95rem; padding: .1rem .7rem; vertical-align: middle; }
.conformant, .passed { color: var(--passed); background: var(--passed-bg); }
.non-conformant, .failed { color: var(--failed); background: var(--failed-bg); }
.inconclusive, .not-tested { color: var(--not-tested); background: var(--not-tested-bg); }
.error { color: var(--error); background: var(--error-bg); } .waived { color: var(--waived); background: var(--waived-bg); }
.not-applicable { color: var(--not-applicable); background: var(--not-applicable-bg); }
.level { border: 1px solid var(--line); border-radius: 4px; padding: 0 .35em; font-size: .8rem; color: var(--soft); white-space: nowrap; }
.cause { border-left: 4px solid var(--line); padding-left: .5rem; display: inline-block; }
.cause.cloud { border-color: var(--failed); } .cause.suite { border-color: var(--waived); } .cause.both { border-color: var(--error); }
.expired { color: var(--failed); font-weight: 600; } .wrong { color: var(--failed); font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .2rem 1.25rem; margin: 1rem 0; } dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { position: relative; overflow: auto; max-height: 88vh; border: 1px solid var(--line); border-radius: 8px; }
.scroll.fit, .scroll:has(.grid) { width: fit-content; max-width: 100%; } .drawing { overflow-x: auto; position: relative; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
.list { min-width: min(100%, 40rem); } .list th, .list td { padding: .4rem .7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
.list thead th { background: var(--panel); font-weight: 600; font-size: .88rem; white-space: nowrap; } .scroll .list { width: 100%; }
.scroll .list thead th { position: sticky; top: 0; } tr.differs { background: var(--not-tested-bg); }
tr:target, section:target > h2 { background: var(--not-tested-bg); }
.outcome + .outcome { margin-top: .3rem; }
.grid th, .grid td { border-bottom: 1px solid var(--line); padding: .22rem .3rem; text-align: center; }
.grid td { min-width: 2.1rem; } .grid td a { display: block; text-decoration: none; color: inherit; } .grid td a:hover { text-decoration: underline; }
.grid small { font-size: .72rem; margin-left: .15rem; }
.grid thead th { position: sticky; top: 0; z-index: 2; background: var(--panel); font-size: .82rem; vertical-align: bottom; }
.grid thead th.turned { white-space: nowrap; } .grid th.turned a { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 14rem; display: inline-block; text-decoration: none; color: var(--ink); }
.grid tbody th, .grid thead th:first-child { text-align: left; position: sticky; left: 0; z-index: 1; background: var(--page); font-weight: 400; min-width: 9rem; max-width: 28rem; overflow-wrap: anywhere; }
.grid thead th:first-child { z-index: 3; background: var(--panel); }
.grid .operation th { background: var(--panel); padding-top: .5rem; } .grid .promise th { padding-left: 1.6rem; font-size: .9rem; }
.grid .group { cursor: pointer; } .grid .group th::before { content: "▸ "; color: var(--soft); } .grid .group.open th::before { content: "▾ "; } .grid .group th a { font-weight: 600; }
.query { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; margin: .75rem 0; } .query label { font-weight: 600; } .query .check { font-weight: 400; }
.query input[type=search] { flex: 1 1 20rem; max-width: 44rem; min-width: 0; font: inherit; padding: .35rem .6rem; color: inherit; background: var(--page); border: 1px solid var(--soft); border-radius: 6px; } .query input[aria-invalid] { border-color: var(--failed); }
button { font: inherit; padding: .3rem .8rem; color: inherit; background: var(--panel); border: 1px solid var(--soft); border-radius: 6px; cursor: pointer; }
.sums { display: flex; flex-wrap: wrap; gap: .4rem 1rem; list-style: none; padding: 0; } .columns { columns: 24rem auto; padding-left: 1.1rem; } .columns li { break-inside: avoid; }
.badges { list-style: none; padding: 0; } .badges li { margin: .35rem 0; } .badges img { vertical-align: middle; max-width: 100%; } .list tbody th { min-width: 12rem; } .list td img { vertical-align: middle; }
.exchange { margin: 2rem 0; } .exchange h2 { margin-bottom: .2rem; } .violations { color: var(--failed); }
svg.strip, svg.latency { display: block; width: 100%; max-width: 60rem; height: auto; margin: .5rem 0; }
svg text { font: 11px system-ui, "DejaVu Sans", sans-serif; fill: var(--ink); } svg .soft, svg .ticks text { fill: var(--soft); }
svg line { stroke: var(--line); } svg .span { stroke: var(--waived); stroke-width: 2; } svg .slow { stroke: var(--ink); stroke-width: 2; } svg .median { fill: var(--waived); }
svg rect.conformant { fill: var(--passed); } svg rect.non-conformant { fill: var(--failed); } svg rect.inconclusive { fill: var(--not-tested); }
@media (max-width: 75rem), print { .list thead th { white-space: normal; } .list .picture { display: none; } .list tbody th { min-width: 8rem; } }
@media (max-width: 42rem) { svg.latency { min-width: 38rem; } svg.strip text { font-size: 19px; }  dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
  .cards, .cards tbody, .cards tr, .cards td, .cards tbody th { display: block; width: 100%; } .cards thead { display: none; }
  .cards td.picture { display: block; } .cards td img { max-width: 100%; } .cards tr { border-bottom: 2px solid var(--line); padding: .4rem 0; } .cards td, .cards tbody th { border: 0; padding: .15rem .7rem; } .cards td[data-head]::before { content: attr(data-head) ": "; color: var(--soft); font-size: .85rem; } .scroll:has(.cards) { max-height: none; } }
@media print { header.top nav, .query, .skip { display: none; } .scroll { max-height: none; overflow: visible; border: 0; } pre { max-height: none; } main { padding: 0; } html { font-size: 11px; } body { font-size: 1rem; } a { color: inherit; } .grid thead th, .grid tbody th { position: static; } }
`
