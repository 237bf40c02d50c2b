/** The whole style of the page: no font, script or picture is loaded. */
export const CERTIFICATE_STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --line: #d5dae0; --page: #fff; --seal: #1a7f37; --alarm: #b3151d; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #a3adb8; --line: #39414a; --page: #14181d; --seal: #63d683; --alarm: #ff8a8f; } }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem; background: var(--page); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: clamp(1rem, 4vw, 2.5rem); border: 3px double var(--seal); border-radius: 6px; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; } h2 { margin: 1.75rem 0 .5rem; font-size: 1.1rem; } h3 { margin: 1rem 0 .25rem; font-size: 1rem; }
.verdict { color: var(--seal); font-weight: 700; font-size: 1.2rem; }
p.warning { padding: .6rem .9rem; border: 2px solid var(--alarm); border-radius: 6px; color: var(--alarm); font-weight: 600; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: .2rem 1.25rem; margin: .75rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
code { font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .85em; overflow-wrap: anywhere; }
ul { margin: .5rem 0; padding-left: 1.2rem; } li { margin: .3rem 0; }
details { margin: .2rem 0; } summary { cursor: pointer; color: var(--soft); }
.soft { color: var(--soft); font-size: .9rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; } }
@media print { body { padding: 0; font-size: 11px; } main { border-width: 2px; } }
`
