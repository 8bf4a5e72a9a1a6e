import type { Report, RunFacts } from "../report/report-schema.ts";
import { outsidePart } from "../run/outside-text.ts";
import { LIMITS_OPERATION, METADATA_OPERATION } from "../run/step-gauge.ts";
import { SOME_DENIED } from "./first-step.ts";
import { regionHint } from "./region-hint.ts";
import { toldText } from "./told-text.ts";
import { type TroubleMessage, troubleOfCode } from "./trouble.ts";

/** Ends that the program makes by itself. What a service answered says more: it may be why the time did not last. */
const OWN_ENDS: ReadonlySet<string> = new Set(["TimeBox", "Superseded"]);
const DENIED = "AccessDeniedException";
/** Operations of Amazon Connect itself; the others are those of its Cases. */
const OF_CONNECT: ReadonlySet<string> = new Set([METADATA_OPERATION, LIMITS_OPERATION]);
const THROTTLED = "ThrottlingException";
/** Fewer throttles than one in so many requests do not make a run slow: it yields to them, and comes back. */
const HARMLESS_ONE_IN = 20;

/**
 * What ended the runs of this slot early, or kept files from being answered: first what services answered, last what was
 * the program's own end. That of an earlier slot was told with that.
 *
 * @param environment its secrets are shown to nobody.
 */
export function recordedTrouble(
  { slot, scopes }: Report,
  environment: Parameters<typeof toldText>[1],
): readonly TroubleMessage[] {
  const troubles = scopes.flatMap(({ name, run, whyNotComplete, outcomes }) => {
    if (run?.slot !== slot) return [];
    const failed = whyNotComplete.map(({ errorCode }) => errorCode);
    const recorded = [run.troubleCode, ...failed].filter((code) => typeof code === "string");
    const isOwnAlone = recorded.length > 0 && recorded.every((code) => OWN_ENDS.has(code));
    const codes = isOwnAlone && isSlowedDown(run) ? [THROTTLED, ...recorded] : recorded;
    const told = codes.includes(THROTTLED) ? THROTTLED : recorded.find((code) => OWN_ENDS.has(code));
    return [...new Set(codes)].map((code) => ({
      ...troubleOfCode(
        name,
        code,
        code === run.troubleCode ? (run.troubleOperation ?? undefined) : operationOfFiles(code, failed),
      ),
      text: textOf(
        [
          // What services said of single files may name them; a report has it of calls that were denied alone.
          whyNotComplete.find(({ errorCode }) => errorCode === code)?.errorMessage,
          // The program's own ends say no more than their title.
          code === run.troubleCode && !OWN_ENDS.has(code) ? run.troubleMessage : null,
        ],
        code === DENIED ? howDenied(run, failed, outcomes) : null,
        code === told && !saysThrottles(run) ? throttlesText(run) : null,
        environment,
      ),
    }));
  });
  return troubles.toSorted((one, other) => Number(OWN_ENDS.has(one.code)) - Number(OWN_ENDS.has(other.code)));
}

function textOf(
  said: readonly (string | null | undefined)[],
  denied: Denied | null,
  throttles: string | null,
  environment: Parameters<typeof toldText>[1],
) {
  const words = said.flatMap((text) => (text == null || text.trim() === "" ? [] : toldText(text, environment)));
  // AWS itself names the action in most refusals.
  const unnamed = (denied?.actions ?? []).filter((action) => !words.some((text) => text.includes(action)));
  const has = unnamed.length === 1 ? "has" : "have";
  const allow = unnamed.length === 0 ? null : `${unnamed.join(" and ")} ${has} to be allowed`;
  const parts = [...words, regionHint(words.join(" ")), denied?.some ?? allow, throttles].filter(
    (part) => part !== null,
  );
  const last = parts.pop();
  if (last === undefined) return null;
  return [...parts.map((part) => outsidePart(part, Number.MAX_SAFE_INTEGER)), last].join("; ");
}

/** How an operation was denied. */
interface Denied {
  /** The permissions that are wanting, as cases:ListDomains; none where nobody knows which operation was denied. */
  readonly actions: readonly string[];
  /** That only some calls were denied, because the same run got answers; null where that is not so. */
  readonly some: string | null;
}

function howDenied(
  run: RunFacts,
  failed: readonly (string | undefined)[],
  { retrieved, refused, unanswered }: Report["scopes"][number]["outcomes"],
): Denied {
  const actions = toAllow(run, failed);
  const answered = retrieved + refused + unanswered;
  // What ended the run was denied to its end: what was answered before says nothing of the permission now.
  if (run.troubleCode === DENIED || answered === 0) return { actions, some: null };
  const others = answered === 1 ? "1 other file was" : `${amount(answered)} other files were`;
  return { actions, some: `${SOME_DENIED}: ${others} answered in the same run` };
}

/** Files themselves are asked for by one operation. */
function operationOfFiles(code: string, failed: readonly (string | undefined)[]): string | undefined {
  return failed.includes(code) ? METADATA_OPERATION : undefined;
}

/** The permissions that are wanting: of what ended the run, and of what files were not answered for. */
function toAllow(
  { troubleCode, troubleOperation }: RunFacts,
  failed: readonly (string | undefined)[],
): readonly string[] {
  const ended = troubleCode === DENIED ? troubleOperation : undefined;
  const operations = [ended, operationOfFiles(DENIED, failed)].filter((operation) => typeof operation === "string");
  return [...new Set(operations)].map((operation) => `${OF_CONNECT.has(operation) ? "connect" : "cases"}:${operation}`);
}

function isSlowedDown({ requests, throttles }: RunFacts): boolean {
  return (throttles ?? 0) > 0 && (throttles ?? 0) * HARMLESS_ONE_IN >= (requests ?? 0);
}

/** Whether what ended the run says already how many requests were throttled. */
function saysThrottles({ troubleCode, troubleMessage }: RunFacts): boolean {
  return troubleCode === THROTTLED && / of \d+ requests? of \w+ (was|were) throttled/.test(troubleMessage ?? "");
}

/** As `7 of 9 requests were throttled`; null where none was, or nobody counted. */
function throttlesText({ requests, throttles }: RunFacts): string | null {
  if ((throttles ?? 0) === 0) return null;
  const of = (requests ?? 0) > 0 ? ` of ${amount(requests)}` : "";
  const noun = ((requests ?? 0) > 0 ? requests : throttles) === 1 ? "request" : "requests";
  return `${amount(throttles)}${of} ${noun} ${throttles === 1 ? "was" : "were"} throttled`;
}

function amount(value: number | null | undefined): string {
  return (value ?? 0).toLocaleString("en");
}
