/** How charts look: in ink and patterns first, so that they read in grey and on paper. */
export const CHART_STYLE = `
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(28rem, 100%), 1fr)); align-items: start; gap: 2.5rem clamp(2rem, 5vw, 4rem); margin-top: 1.5rem; }
.stack { display: grid; gap: 2.5rem; min-width: 0; align-content: start; }
.chart { margin: 0; min-width: 0; max-width: 36rem; break-inside: avoid; }
.chart figcaption { font-weight: 650; font-size: 1rem; line-height: 1.3; margin-bottom: .25rem; }
.chart details { font-size: .875rem; color: var(--soft); }
.chart summary { cursor: pointer; width: fit-content; padding: .25rem 0; }
.chart-table th, .chart-table td { padding-block: .25rem; color: var(--ink); font-size: .875rem; }
.chart-table tbody th { overflow-wrap: anywhere; min-width: 7rem; }
.drawing { display: block; width: 100%; height: auto; margin: .5rem 0 .25rem; overflow: visible; }
.drawing.narrow { display: none; }
.drawing text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
.drawing .name { font-size: 14px; }
.drawing .value { font-weight: 600; font-size: 13px; }
.drawing .tick { fill: var(--soft); font-weight: 400; }
.grid { stroke: var(--line); stroke-width: 1; }
.axis { stroke: var(--soft); stroke-width: 1; }
.ground { fill: var(--raised); }
.mark { fill: currentColor; }
.stroke { stroke: currentColor; stroke-width: 1.4; fill: none; }
.outline { stroke: currentColor; stroke-width: .75; }
.fill-solid { color: var(--bar); } .fill-diagonal { color: var(--bad); } .fill-dots { color: var(--warn); }
.fill-cross { color: var(--ink); } .fill-lines { color: var(--good); } .fill-light { color: var(--soft); }
.zero { fill: var(--soft); }
.unknown { fill: none; stroke: var(--soft); stroke-width: 1; stroke-dasharray: 2 3; }
.line { fill: none; stroke: var(--link); stroke-width: 2; stroke-linejoin: round; }
.area { fill: var(--bar); opacity: .28; }
.dot { fill: var(--link); }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; margin: 0; padding: 0; font-size: .875rem; }
.swatch { width: 1.125rem; height: .75rem; vertical-align: -.05em; }
@media (max-width: 36rem) {
  .drawing.wide { display: none; }
  .drawing.narrow { display: block; }
}
@media print {
  .chart details { display: none; }
  .chart svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
