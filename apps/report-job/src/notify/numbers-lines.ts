import { EXIT_CODE } from "../exit-code.ts";
import { leftOutWords, whyNotKnown } from "../report/model/not-known-words.ts";
import type { Message } from "./message.ts";
import type { Line } from "./message-line.ts";

type Numbers = NonNullable<Message["numbers"]>;

/** The numbers of files. Where this slot has no answer, what earlier runs knew stands apart from what it could not learn. */
export function numbersLines(numbers: Numbers, exitCode: Message["exitCode"]): readonly Line[] {
  const { files, described, needsAPerson, notKnown } = numbers;
  // That none was found says nothing where nobody could look.
  if (exitCode === EXIT_CODE.unavailable && files === 0) return [["No file is known yet, because nothing answered"]];
  const all = `${amount(files)} ${files === 1 ? "file" : "files"}`;
  const known = `${amount(described)} described, ${amount(needsAPerson)} ${needsAPerson === 1 ? "needs" : "need"} a person`;
  if (exitCode !== EXIT_CODE.unavailable || described === 0) return [[`${all}: ${known}, ${notKnownWords(numbers)}`]];
  const now: readonly Line[] = notKnown === 0 ? [] : [[`In this slot: ${notKnownWords(numbers)}`]];
  return [[`As earlier runs knew them: ${all}, ${known}${leftOutWords(numbers)}`], ...now];
}

/** Each file that is not known once, by why it is not. */
function notKnownWords({ notKnown, callFailed, notAsked }: Numbers): string {
  const why = whyNotKnown({ failed: callFailed, deferred: notAsked });
  return `${amount(notKnown)} not known${why === "" ? "" : `: ${why}`}`;
}

export function amount(value: number): string {
  return value.toLocaleString("en");
}
