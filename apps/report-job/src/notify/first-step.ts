import { SECTIONS } from "../run-book/run-book.ts";
import { isOfSystem, type TroubleMessage } from "./trouble.ts";

/** How trouble begins that part of the calls met alone. */
export const SOME_DENIED = "only some calls were denied";

/** Causes that one section has several steps for: what the trouble says, and how the step begins that is about that. */
const BY_TEXT: readonly (readonly [section: string, says: RegExp, step: string])[] = [
  ["error-access-denied", new RegExp(`(?:^|; )${SOME_DENIED}: `), "Only some cases are denied"],
  ["error-credentials-unavailable", /could not load credentials|no credentials/i, "None were found"],
  ["error-credentials-unavailable", /expired|invalid|unrecognized/i, "They expired"],
  ["error-source-unreachable", /\bENOTFOUND\b.*\.amazonaws\.com/, "ENOTFOUND"],
  ["reason-state-unreadable", /^The state s3:/, "With state.s3"],
  ["reason-state-unreadable", /permission denied|\b(?:EACCES|EPERM)\b/i, "If it may not be read"],
];

/**
 * What the run book says is to be done first of the first section of a message.
 *
 * @param troubles of the message: the step that names the code of the section's own, as EROFS, or its cause comes before the first one,
 *   which is about others.
 */
export function firstStepOf(
  [section]: readonly string[],
  troubles: readonly Pick<TroubleMessage, "code" | "text" | "runBook">[],
): string | null {
  const mend = SECTIONS.find(({ id }) => id === section)?.mend ?? [];
  const trouble = troubles.find(({ runBook }) => runBook === section);
  const { code, text } = trouble ?? { code: "", text: null };
  const ofCode = isOfSystem(code) ? mend.find((step) => step.includes(code)) : undefined;
  const [, , begins] = BY_TEXT.find(([id, says]) => id === section && says.test(text ?? "")) ?? [];
  const ofText = begins === undefined ? undefined : mend.find((step) => step.startsWith(begins));
  return ofCode ?? ofText ?? mend[0] ?? null;
}
