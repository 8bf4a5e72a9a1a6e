import { CHART_STYLE } from "./charts/chart-style.ts";
import { FILES_STYLE } from "./style-files.ts";
import { PRINT_STYLE } from "./style-print.ts";

/** The page's only style sheet: system fonts, two themes, paper. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #faf9f7; --raised: #ffffff; --ink: #1d1c1a; --soft: #625e57; --line: #e3dfd8; --edge: #8a857c;
  --link: #245a8d; --bar: #7f9fbd; --track: #ece8e1;
  --good: #256a45; --good-tint: #e4f1e9; --warn: #8a5200; --warn-tint: #faeeda; --bad: #9c2f28; --bad-tint: #f9e6e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161513; --raised: #1f1e1b; --ink: #ece9e3; --soft: #a8a39a; --line: #35332e; --edge: #7b766d;
    --link: #8fbce6; --bar: #5f86ab; --track: #2c2a26;
    --good: #86cfa5; --good-tint: #1d3327; --warn: #ecb661; --warn-tint: #38290f; --bad: #f09a90; --bad-tint: #3d1f1c;
  }
}
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: break-word; text-wrap: pretty;
}
main { max-width: 72rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem) 5rem; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: .06em; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code, .id { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "Noto Sans Mono", monospace; font-size: .8125em; }
h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
h1 { font-size: clamp(1.6rem, 1.1rem + 2.4vw, 2.6rem); font-weight: 650; letter-spacing: -.015em; margin: .5rem 0; max-width: 34ch; }
h2 { font-size: 1.375rem; font-weight: 650; letter-spacing: -.005em; margin: 0 0 .5rem; }
h3 { font-size: 1.125rem; font-weight: 650; margin: 0 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 70ch; }

.skip { position: absolute; left: 1rem; top: -4rem; background: var(--raised); padding: .5rem 1rem; z-index: 1; }
.skip:focus { top: .5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.nowrap { white-space: nowrap; }
.absent, .note { color: var(--soft); font-weight: 400; }
.note { font-size: .875rem; }
.name, .id, .records .note { display: block; }
.id { color: var(--soft); font-weight: 400; }
.control { color: var(--bad); background: var(--bad-tint); font-family: ui-monospace, Menlo, monospace; font-size: .92em; padding: 0 .15em; border-radius: 2px; }

nav { border-bottom: 1px solid var(--line); }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0 1.5rem; max-width: 72rem; margin: 0 auto; padding: .5rem clamp(1rem, 4vw, 3rem); }
nav a { display: inline-block; padding: .25rem 0; color: var(--soft); font-size: .875rem; text-decoration: none; }
nav a:hover { color: var(--link); text-decoration: underline; }

.headline { padding: clamp(2rem, 6vw, 3.5rem) 0 0; }
main > .headline + section { margin-top: 2rem; }
.eyebrow { color: var(--soft); font-size: .875rem; letter-spacing: .02em; margin: 0; }
.when { color: var(--soft); margin: .75rem 0 0; }
details { color: var(--soft); font-size: .875rem; }
.headline > details { margin-top: .25rem; }
summary { cursor: pointer; width: fit-content; }
.badge { display: inline-block; white-space: nowrap; font-weight: 600; font-size: .8125rem; line-height: 1.5; padding: .05rem .6rem; border-radius: 1rem; }
h1 .badge { display: table; font-size: .9375rem; letter-spacing: 0; padding: .15rem .8rem; margin: .75rem 0; }
.good { color: var(--good); } .badge.good { background: var(--good-tint); }
.warn { color: var(--warn); } .badge.warn { background: var(--warn-tint); }
.bad { color: var(--bad); } .badge.bad { background: var(--bad-tint); }
.missing { background: var(--warn-tint); border-left: .25rem solid var(--warn); padding: 1rem 1.25rem; margin-top: 1.5rem; }
.notice { border: 1px solid var(--line); border-left: .25rem solid var(--link); background: var(--raised); padding: .75rem 1.25rem; margin-top: 1.5rem; }
.notice h2 { font-size: 1.0625rem; }
.notice ul { list-style: none; margin: 0; padding: 0; }
.missing h2 { font-size: 1.0625rem; color: var(--warn); }
.missing ul { margin: 0; padding-left: 1.1rem; }
.missing li { margin: .25rem 0; max-width: 75ch; }

.figures { display: flex; flex-wrap: wrap; gap: 1px; background: var(--line); border: 1px solid var(--line); margin: 0; }
.figure { flex: 1 1 10rem; min-width: 0; background: var(--raised); padding: 1rem 1.25rem; }
.figure dt { color: var(--soft); font-size: .875rem; }
.figure dd { margin: 0; }
.amount { display: block; font-size: 1.75rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; letter-spacing: -.01em; }
.amount a { color: inherit; }
.figure .note { display: block; font-size: .8125rem; }

main > section { margin-top: clamp(2.5rem, 6vw, 4rem); }
main > section > h2:not(.unseen) { border-top: 1px solid var(--line); padding-top: 1.25rem; }
.thresholds { list-style: none; margin: 0; padding: 0; }
.thresholds li { margin: .5rem 0; max-width: 75ch; }
.lead { color: var(--soft); }
.overview { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: 0; }
.group { margin-top: 2.25rem; }
h2 + .group:not([aria-labelledby]) { margin-top: 0; }
.group > p { margin: 0 0 .25rem; }
.group > .more { margin-top: .75rem; }
.count { display: inline-block; font-variant-numeric: tabular-nums; font-weight: 600; font-size: .875em; color: var(--soft); background: var(--track); border-radius: 1rem; padding: 0 .55rem; }
.more { color: var(--soft); font-size: .875rem; margin-top: .5rem; }

.scroll { position: relative; overflow-x: auto; }
.group > .scroll { margin-top: .75rem; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); font-size: .8125rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: baseline; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--line); font-size: .9375rem; }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--soft); font-size: .8125rem; font-weight: 500; white-space: nowrap; padding-top: .25rem; padding-bottom: .25rem; }
tbody th { font-weight: 500; }
.numeric { text-align: right; }
.records tbody th { min-width: 11rem; }
.records .roomy { min-width: 11rem; }
.records .numeric { white-space: nowrap; }
@media (min-width: 64rem) { .group .records tbody th { min-width: 18.5rem; width: 29%; } }
.people { max-width: 30rem; }
.people th, .people td { padding-block: .25rem; overflow-wrap: anywhere; }
.people td { color: var(--ink); } .people .id { color: var(--ink); }
.records th, .records td { overflow-wrap: anywhere; }
.records thead th { overflow-wrap: normal; }
.records .badge { overflow-wrap: normal; }

h2 + .breakdown { margin-top: 1.25rem; }
${CHART_STYLE}
.downloads { list-style: none; margin: .5rem 0 0; padding: 0; }
.downloads li { display: grid; grid-template-columns: 9rem 1fr auto; gap: 0 1.5rem; padding: .6rem 0; border-bottom: 1px solid var(--line); }
.downloads a { font-weight: 500; }

.words { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); gap: .25rem 2rem; margin: .25rem 0 0; align-content: start; font-size: .875rem; color: var(--soft); }
.words dt, .words dd { display: inline; margin: 0; }
.words dt { font-weight: 600; } .words dt::after { content: ": "; }

${FILES_STYLE}
@media screen and (max-width: 60rem) {
  .records thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .records, .records caption, .records tbody, .records tr, .records th, .records td { display: block; }
  .records tr { border-bottom: 1px solid var(--line); padding: .75rem 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 0 2rem; }
  .records tbody th { grid-column: 1 / -1; }
  .records .roomy { min-width: 0; }
  .records tbody th { min-width: 0; border: 0; padding: 0 0 .35rem; font-size: 1rem; }
  .records td { border: 0; padding: .1rem 0; display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: .75rem; text-align: left; }
  .records td::before { content: attr(data-heading); color: var(--soft); font-size: .8125rem; line-height: 1.8; }
}
@media (max-width: 46rem) {
  .downloads li { grid-template-columns: 1fr; }
}
${PRINT_STYLE}`;
