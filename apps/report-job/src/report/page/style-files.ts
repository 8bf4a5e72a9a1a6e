/** The list of files: its controls, its headings that sort, its rows. */
export const FILES_STYLE = `
[hidden] { display: none !important; }
button, input, select { font: inherit; color: inherit; }
.controls { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1rem; margin: 1.25rem 0 .75rem; }
.field { flex: 1 1 9rem; min-width: 0; max-width: 15rem; }
.field.widest { flex: 2 1 16rem; max-width: none; }
.field > span { display: block; font-size: .8125rem; color: var(--soft); margin-bottom: .2rem; }
.field input, .field select, .controls > button, .more > button {
  width: 100%; min-height: 2.5rem; padding: .3rem .6rem; background: var(--raised); border: 1px solid var(--edge); border-radius: .25rem; font-size: .9375rem;
}
.controls > button, .more > button { width: auto; padding-inline: 1rem; cursor: pointer; color: var(--link); }
.controls > button:disabled { color: var(--soft); cursor: default; border-color: var(--line); background: none; }
.files thead th { padding: 0 1rem 0 0; border-bottom-color: var(--edge); }
.files thead button { border: 0; background: none; padding: .6rem 0; font-weight: 500; color: inherit; cursor: pointer; white-space: nowrap; }
.files thead button:hover { color: var(--link); text-decoration: underline; }
.files thead button::after { content: "\\2195"; display: inline-block; width: 1em; margin-left: .2em; text-align: center; opacity: .45; }
.files [aria-sort] button { color: var(--ink); font-weight: 650; }
.files [aria-sort] button::after { opacity: 1; }
.files [aria-sort=ascending] button::after { content: "\\2191"; }
.files [aria-sort=descending] button::after { content: "\\2193"; }
.files tbody th { min-width: 13rem; }
.files [data-heading=Status] { min-width: 7.25rem; }
.files [data-heading=Problem] { min-width: 6.5rem; overflow-wrap: normal; }
.files td { font-size: .875rem; }
.problem { display: block; }
@media screen and (max-width: 60rem) {
  .files thead { display: none; }
  .files tbody th, .files tbody td { min-width: 0; }
}
@media screen and (min-width: 60.01rem) {
  .files .id { max-width: 12rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .files tbody th .id { max-width: 15rem; }
  .files.many .id { max-width: 8.5rem; }
  .files.many tbody th .id { max-width: 11rem; }
  .files.many tbody th { min-width: 10rem; }
  .files thead th { position: sticky; top: 0; background: var(--paper); }
}
@media (max-width: 30rem) {
  .controls { display: grid; grid-template-columns: 1fr 1fr; }
  .field.widest { grid-column: 1 / -1; }
  .field { max-width: none; }
}
@media print { .controls, .files thead button::after, #files-more { display: none; } .files thead button { display: contents; } }
`;
