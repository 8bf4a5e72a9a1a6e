/** On paper: black on white, whole tables, nothing that would have to be pressed. */
export const PRINT_STYLE = `
@media print {
  :root { --paper: #fff; --raised: #fff; --ink: #000; --soft: #444; --line: #bbb; --edge: #888; --link: #000; color-scheme: light; }
  nav, .skip { display: none; }
  body { font-size: 9.5pt; }
  th, td, .files td { font-size: 8.5pt; padding-right: .6rem; }
  code, .id { font-size: 7.5pt; }
  .scroll { overflow: visible; }
  .records th, .records td, .records .roomy, .group .records tbody th, .files tbody th, .files [data-heading] { min-width: 0; }
  thead { display: table-header-group; }
  details::details-content { content-visibility: visible; display: block; }
  main { max-width: none; padding: 0; }
  .headline { padding-top: 0; }
  h2, h3, caption { break-after: avoid; }
  tr, .figure, .missing { break-inside: avoid; }
  .badge, .missing, .figures, .count { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  @page { margin: 15mm; }
}
@media (forced-colors: active) {
  .badge, .count, .controls > button, .more > button { border: 1px solid; }
}
`;
