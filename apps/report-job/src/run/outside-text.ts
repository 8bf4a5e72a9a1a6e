import { shortText } from "./short-text.ts";

/** Marks that end a sentence by themselves, with what may close behind them. */
const ENDED = /[.!?…][)\]"'”»]?$/u;

/** A stranger's text as the end of a sentence of ours: cut where it is long, and with one mark at its end. */
export function outsideSentence(text: string, longest?: number): string {
  const said = shortText(text.trim(), longest);
  return ENDED.test(said) ? said : `${said.replace(/[,:;\s]+$/, "")}.`;
}

/** A stranger's text that a sentence of ours goes on behind: cut where it is long, and without the full stop that it has. */
export function outsidePart(text: string, longest?: number): string {
  return shortText(text.trim(), longest).replace(/(?<!\.)\.$|[,:;\s]+$/, "");
}
