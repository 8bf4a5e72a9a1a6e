import { JobError } from "../exit-code.ts";
import type { TroubleCode } from "../run-book/error-entries.ts";
import { errorSection, sectionHint } from "../run-book/section-ids.ts";
import { giveUpRun, type NextSearch } from "../state/give-up-run.ts";
import type { OpenRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { isNothingElsewhere, type SearchYield, searchYield } from "../state/search-yield.ts";
import { searchMemory } from "../state/searches.ts";
import { counted } from "./counted.ts";
import { type DiscoveryEnd, SEARCH_TIME_ENDED } from "./discover.ts";
import { missingPlace } from "./missing-place.ts";
import { outsideSentence } from "./outside-text.ts";
import type { ScopeRun } from "./scope-run.ts";
import { shortText } from "./short-text.ts";

/** How a search ended, and behind which page the next run's can go on. */
interface SearchEnd extends DiscoveryEnd {
  readonly resumeToken?: string;
}

/** What it came to, by itself and with what is known of those before it. */
interface Searched extends SearchYield {
  readonly end: SearchEnd;
  /** Whether it went on where an earlier run's had stopped, which was refused: none of its source was settled since. */
  readonly isBehindRefused: boolean;
}

interface Refusal {
  readonly code: TroubleCode;
  readonly message: string;
}

/**
 * Gives a run up whose search found nothing because it looked in the wrong place: all that it met, to its end or so far, belongs
 * to another instance; or the scope's place was changed, and the new one is empty, or trouble or time ended the search there
 * before it met a file; or its domain is not there, and no file is known. Settled, it would be a report of nothing in the place of what is known. A search that was stopped by its time goes on in the next run all the same: the scope's own files
 * may be in a domain that it has not come to.
 *
 * @throws {JobError} unavailable: it is so; the state is as it was.
 */
export async function refuseEmptySearch(run: ScopeRun, state: State, open: OpenRun, end: SearchEnd): Promise<void> {
  const found = await searchYield(state, open, run.references.place);
  const { sweepToken } = await searchMemory(state.connection, open.sourceDigest, run.clock.now());
  const searched = { ...found, end, isBehindRefused: !found.knows && sweepToken !== undefined };
  const why = whyRefused(searched, run);
  if (why === undefined) return;
  await giveUpRun(state, why, nextSearch(searched, run.clock.now()));
  await run.keeper?.checkpoint(state);
  const section = errorSection(why.code);
  // Of several scopes, the last line of the log names the section of the exit code alone.
  throw new JobError("unavailable", `${why.message} ${sectionHint(section)}`, undefined, section);
}

function nextSearch({ knows, end: { stopped, resumeToken } }: Searched, at: Date): NextSearch {
  // Where answers of the source stand, nothing would tell the next run that this part was refused.
  if (!stopped || knows) return "anew";
  return resumeToken === undefined ? "as before" : { resumeToken, at };
}

function whyRefused(searched: Searched, { references: { instanceId, description } }: ScopeRun): Refusal | undefined {
  const { isAnyFound, knows, standing, ofOthers, others, end, isBehindRefused, isSamePlace } = searched;
  if (isAnyFound) return undefined;
  const kept = standing === 0 ? "" : ` What was known before stands: ${counted(standing, "file")}.`;
  const isElsewhere = isNothingElsewhere(searched);
  const isOfOthers = end.finished ? ofOthers > 0 : ofOthers > 0 && !(knows && standing > 0);
  // At another place than the one that is known, the search before it may have been refused for having met nothing at all.
  if (isOfOthers || (isBehindRefused && !isElsewhere)) {
    const ofOne = others.length === 0 ? "another instance" : `instance ${others.map((id) => shortText(id)).join(", ")}`;
    const found = `The search found ${counted(ofOthers, "file item")}${soFar(end)}`;
    const message = [
      isBehindRefused
        ? `${found}, the runs before it found others, and none is of the instance of this scope:`
        : `${found}, and none is of the instance of this scope:`,
      `they belong to ${ofOne}, and instanceId is ${shortText(instanceId ?? "not given")}.`,
      `Correct instanceId, or domainIds and region, whichever is wrong ('attached-files check' looks at them).${kept}`,
    ].join(" ");
    return { code: "OtherInstance", message };
  }
  if (!isElsewhere) return missingPlace(searched);
  const { code, message: text } = end.finished ? { code: "NothingFound" as const } : (end.trouble ?? SEARCH_TIME_ENDED);
  const message = [
    ...(text === undefined ? [] : [`The search for files did not finish: ${code}: ${outsideSentence(text)}`]),
    isSamePlace ? afterList(description, end) : elsewhere(description, end),
  ].join(" ");
  return { code, message: `${message}${kept}` };
}

/** What to do where a list of the same place was read before. */
function afterList(description: string, { finished }: DiscoveryEnd): string {
  const met = "The run before asked for files at this place, too, by a list, and the search met no file of the scope";
  return finished
    ? `${met} (${description}). Look whether the files of the list belong to cases of these domains ('attached-files check' looks at them), or read the list as before; if the domains are empty and are to be, give the scope another name, or move its state away.`
    : `${met}. Mend what ended it, and start the same slot again.`;
}

function elsewhere(description: string, { finished }: DiscoveryEnd): string {
  return finished
    ? [
        `The scope searches another place than the run before, and found no file of it there (${description}).`,
        `Correct region, instanceId or domainIds if this was not meant ('attached-files check' looks at them); if it was,`,
        `give the scope another name, or move its state away.`,
      ].join(" ")
    : [
        "The scope searches another place than the run",
        "before (its region, endpoint, profile, assumeRole, instanceId or domainIds, or the environment's), and met no file",
        `of it there. Correct what was not meant ('attached-files check' looks at it), and start the same slot again.`,
      ].join(" ");
}

/** What ended a search before its end. */
function soFar({ finished, stopped, trouble }: DiscoveryEnd): string {
  if (finished) return "";
  if (trouble !== undefined) return ` before it was ended by ${trouble.code}`;
  return stopped ? " before its time ended" : "";
}
