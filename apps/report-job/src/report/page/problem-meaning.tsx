import type { JSX } from "preact";
import { LIMITS_TITLE } from "../limits/limit-words.ts";

/** What a problem means, with a link where it speaks of the limits of files, which stand on the same page. */
export function ProblemMeaning({ text }: { readonly text: string }): JSX.Element {
  const [before, after] = text.split(`'${LIMITS_TITLE}'`);
  if (after === undefined) return <p>{text}</p>;
  return (
    <p>
      {before}
      <a href="#limits">{LIMITS_TITLE}</a>
      {after}
    </p>
  );
}
