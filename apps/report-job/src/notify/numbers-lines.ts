import { EXIT_CODE } from "../exit-code.ts";
import { leftOutWords, whyNotKnown } from "../report/model/not-known-words.ts";
import type { Message } from "./message.ts";
import type { Line } from "./message-line.ts";

type Numbers = NonNullable<Message["numbers"]>;

/**
 * The numbers of files. Where this slot has no answer, what earlier runs knew stands apart from what it could not learn; where its
 * answer is partial, each number says of how many it is, and which are at least so many.
 */
export function numbersLines(
  numbers: Numbers,
  { status, exitCode }: Pick<Message, "status" | "exitCode">,
  missing: Message["missing"] = [],
): readonly Line[] {
  const { files, described, needsAPerson, notKnown } = numbers;
  const isUnanswered = exitCode === EXIT_CODE.unavailable;
  // That none was found says nothing where nobody could look.
  if (isUnanswered && files === 0)
    return [
      [
        "No file is known, because nothing answered: it is a first run, or the state is another one, or was lost (reason-state-missing)",
      ],
    ];
  const all = `${amount(files)} ${files === 1 ? "file" : "files"}`;
  const need = needsAPerson === 1 ? "needs" : "need";
  if (isUnanswered && described > 0) {
    const known = `${amount(described)} described, ${amount(needsAPerson)} ${need} a person`;
    const now: readonly Line[] = notKnown === 0 ? [] : [[`In this slot: ${notKnownWords(numbers, true)}`]];
    return [[`As earlier runs knew them: ${all}, ${known}${leftOutWords(numbers)}`], ...now];
  }
  if (status === "complete")
    return [
      [
        `${all}: ${amount(described)} described, ${amount(needsAPerson)} ${need} a person, ${notKnownWords(numbers, false)}`,
      ],
    ];
  const isSearched = missing.every(({ code }) => code !== "discovery-unfinished");
  const found = isSearched ? all : `${all} found, of a search that did not end`;
  const of = (count: number): string => ofAll(count, files);
  return [
    [
      `${found}: ${of(described)} described, at least ${of(needsAPerson)} ${need} a person, ${notKnownWords(numbers, true)}`,
    ],
  ];
}

/** Each file that is not known once, by why it is not. */
function notKnownWords({ files, notKnown, callFailed, notAsked }: Numbers, isOfAll: boolean): string {
  const why = whyNotKnown({ failed: callFailed, deferred: notAsked });
  const count = isOfAll ? ofAll(notKnown, files) : amount(notKnown);
  return `${count} not known${why === "" ? "" : `: ${why}`}`;
}

/** Of no files, none is: that is said once. */
function ofAll(count: number, files: number): string {
  return files === 0 ? amount(count) : `${amount(count)} of ${amount(files)}`;
}

export function amount(value: number): string {
  return value.toLocaleString("en");
}
