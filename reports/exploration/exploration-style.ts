/** The whole style of the page: nothing is loaded. */
export const EXPLORATION_STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --line: #d5dae0; --page: #ffffff;
  --panel: #f5f7f9; --bad: #b3151d; --bad-bg: #ffd9d7; --none: #57606a; --none-bg: #eceff2; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa4af; --line: #39414a; --page: #14181d;
  --panel: #1c2229; --bad: #ff9a94; --bad-bg: #551a1d; --none: #a9b3bd; --none-bg: #252b32; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 2rem clamp(1rem, 3vw, 3rem) 4rem; background: var(--page); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 2.5rem 0 .75rem; font-size: 1.2rem; }
header { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline; }
.badge { display: inline-block; padding: .15rem .7rem; border-radius: 99px; font-weight: 600; }
.found { color: var(--bad); background: var(--bad-bg); } .nothing { color: var(--none); background: var(--none-bg); }
.soft { color: var(--soft); } .small { font-size: .85rem; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .88em; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow: auto; border: 1px solid var(--line); border-radius: 8px; margin: .75rem 0; }
svg { display: block; max-width: none; }
table { border-collapse: separate; border-spacing: 0; font-size: .85rem; font-variant-numeric: tabular-nums; min-width: 100%; }
th, td { padding: .28rem .6rem; border-bottom: 1px solid var(--line); text-align: left; white-space: nowrap; }
thead th { background: var(--panel); } tbody th { font-weight: 400; position: sticky; left: 0; background: var(--page); }
tbody tr:last-child > * { border-bottom: 0; } td.wraps { white-space: normal; min-width: 24rem; overflow-wrap: anywhere; }
.perhaps { color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
`
