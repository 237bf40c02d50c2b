/** The whole style of the page: no font, script or picture is loaded. */
export const MATRIX_STYLE = `
:root { color-scheme: light dark;
  --ink: #1b1f24; --soft: #59636e; --line: #d5dae0; --page: #ffffff; --panel: #f5f7f9;
  --passed: #146c2e; --passed-bg: #dcf5e3; --failed: #b3151d; --failed-bg: #ffd9d7;
  --error: #7b2fb5; --error-bg: #efdcfb; --not-tested: #835400; --not-tested-bg: #ffedbf;
  --not-applicable: #57606a; --not-applicable-bg: #eceff2; --waived: #0a5cad; --waived-bg: #d9ebff; }
@media (prefers-color-scheme: dark) { :root {
  --ink: #e6e9ed; --soft: #9aa4af; --line: #39414a; --page: #14181d; --panel: #1c2229;
  --passed: #63d683; --passed-bg: #163522; --failed: #ff9a94; --failed-bg: #551a1d;
  --error: #d9a8ff; --error-bg: #3c2352; --not-tested: #f0c35a; --not-tested-bg: #43340f;
  --not-applicable: #8b949e; --not-applicable-bg: #252b32; --waived: #86bfff; --waived-bg: #173355; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem clamp(1rem, 3vw, 3rem) 4rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; }
code, .mono { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .88em; }
a { color: inherit; text-decoration-color: var(--soft); text-underline-offset: 2px; }
.soft { color: var(--soft); } .small { font-size: .85rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; }
.badge { display: inline-block; padding: .15rem .7rem; border-radius: 99px; font-weight: 600; }
.conformant { color: var(--passed); background: var(--passed-bg); }
.non-conformant { color: var(--failed); background: var(--failed-bg); }
.inconclusive { color: var(--not-tested); background: var(--not-tested-bg); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.25rem 0; padding: 0; list-style: none; }
.counts li { min-width: 7.5rem; padding: .5rem .9rem; border-radius: 8px; }
.counts b { display: block; font-size: 1.35rem; line-height: 1.3; font-variant-numeric: tabular-nums; }
.total { background: var(--panel); }
.counts .zero { color: var(--soft); background: var(--panel); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: separate; border-spacing: 0; font-variant-numeric: tabular-nums; }
.matrix { min-width: 100%; }
.matrix th, .matrix td { padding: .28rem .45rem; border-bottom: 1px solid var(--line); text-align: center; white-space: nowrap; }
.matrix thead th { background: var(--panel); font-weight: 600; font-size: .82rem; }
.matrix tbody th { position: sticky; left: 0; background: var(--page); text-align: left; font-weight: 400; }
.matrix thead th:first-child { position: sticky; left: 0; text-align: left; z-index: 1; }
.matrix .operation th { background: var(--panel); font-weight: 600; padding-top: .45rem; }
.matrix .status th { padding-left: 1.1rem; } .matrix .requirement th { padding-left: 2.2rem; font-size: .88rem; color: var(--soft); }
.when { display: block; max-width: 26rem; overflow: hidden; text-overflow: ellipsis; font-size: .92em; }
.matrix .requirement td { font-size: .85rem; }
.matrix tbody:last-child tr:last-child > * { border-bottom: 0; }
.v { display: inline-block; min-width: 1.9em; padding: 0 .35em; border-radius: 5px; font-weight: 700; }
${['passed', 'failed', 'error', 'not-tested', 'not-applicable', 'waived']
  .map((verdict) => `.${verdict} { color: var(--${verdict}); background: var(--${verdict}-bg); }`)
  .join('\n')}
.blank { color: var(--line); }
.more { font-weight: 400; font-size: .75em; margin-left: .2em; }
.fold { display: none; } #details:checked ~ .scroll .fold { display: table-row; }
#details { margin: 0 .4rem 0 0; } label { cursor: pointer; }
.matrix td a { text-decoration: none; display: block; }
.cases { display: none; position: fixed; inset: auto 0 0 0; max-height: 48vh; overflow: auto; z-index: 2;
  padding: .75rem clamp(1rem, 3vw, 3rem) 1.25rem; background: var(--panel); border-top: 2px solid var(--line);
  box-shadow: 0 -6px 24px #0003; }
.cases:target { display: block; } .cases h3 { margin: 0 0 .6rem; font-size: 1rem; } .cases .list { background: var(--page); }
.cases:has(details[open]) { max-height: 94vh; }
.cases summary { cursor: pointer; color: var(--soft); }
.facts { grid-template-columns: max-content minmax(0, 1fr); margin: .5rem 0 .25rem; }
.facts dd { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .8rem; line-height: 1.4; }
.facts dd div { white-space: pre-wrap; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .cases .list, .cases .list tbody, .cases .list tr, .cases .list td { display: block; white-space: normal; }
  .cases .list td { border: 0; padding: .15rem .6rem; } .cases .list tr { border-bottom: 1px solid var(--line); padding: .35rem 0; }
  dl, .facts { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: .35rem; } }
.findings details { border-bottom: 1px solid var(--line); padding: .35rem 0; } .findings summary { cursor: pointer; overflow-wrap: anywhere; }
.legend { display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; margin: .75rem 0; }
.list { width: 100%; border: 1px solid var(--line); border-radius: 8px; overflow: hidden; }
.list td, .list th { padding: .4rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }

.list td:not(:last-child), .list th { white-space: nowrap; overflow-wrap: normal; } .list td.wraps { white-space: normal; overflow-wrap: anywhere; }
.list th { background: var(--panel); font-size: .82rem; } .list tr:last-child td { border-bottom: 0; }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
@media print { body { padding: 0; font-size: 11px; } .scroll { overflow: visible; border: 0; }
  .fold { display: table-row; } #details, label, .cases, .cases:target { display: none; } tr { break-inside: avoid; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`
