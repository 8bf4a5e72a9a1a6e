/** On paper: black on white, whole tables, nothing that would have to be pressed. */
export const PRINT_STYLE = `
@media print {
  /* Every colour, or those of the dark theme would stand on white. */
  :root {
    --paper: #fff; --raised: #fff; --ink: #000; --soft: #444; --line: #bbb; --edge: #888; --link: #000; --bar: #7f9fbd; --track: #ece8e1;
    --good: #256a45; --good-tint: #e4f1e9; --warn: #8a5200; --warn-tint: #faeeda; --bad: #9c2f28; --bad-tint: #f9e6e3; color-scheme: light;
  }
  html { font-size: 9.5pt; }
  nav, .skip { display: none; }
  th, td, .files td { font-size: 8.5pt; padding-right: .6rem; }
  code, .id { font-size: 7.5pt; }
  summary { list-style: none; }
  summary::-webkit-details-marker { display: none; }
  .figure { flex-basis: 7rem; padding: .75rem; }
  .charts { grid-template-columns: 1fr 1fr; gap: 1.75rem 2.5rem; }
  .stack { gap: 1.75rem; }
  .drawing.wide { display: none; }
  .drawing.narrow { display: block; }
  .files [data-heading=Status], .files [data-heading=Problem] { overflow-wrap: break-word; }
  .scroll { overflow: visible; }
  .records th, .records td, .records .roomy, .group .records tbody th, .files tbody th, .files [data-heading] { min-width: 0; }
  .group .records tbody th, .files tbody th { width: 26%; }
  thead { display: table-header-group; }
  details::details-content { content-visibility: visible; display: block; }
  main { max-width: none; padding: 0; }
  .headline { padding-top: 0; }
  h2, h3, caption { break-after: avoid; }
  tr, .figure, .missing, .words { break-inside: avoid; }
  .badge, .missing, .figures, .count { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 15mm; }
}
@media (forced-colors: active) {
  /* Drawings are not forced, and a theme's colours may be of another ground than the reader's. */
  :root {
    --paper: Canvas; --raised: Canvas; --ink: CanvasText; --soft: CanvasText; --line: GrayText; --edge: CanvasText; --link: LinkText; --bar: CanvasText;
    --track: Canvas; --good: CanvasText; --warn: CanvasText; --bad: CanvasText; --good-tint: Canvas; --warn-tint: Canvas; --bad-tint: Canvas;
  }
  .figure { outline: 1px solid; }
  .badge, .count, .controls > button, .more > button { border: 1px solid; }
}
`;
