import { JobError } from "../exit-code.ts";
import { errorSection, sectionHint } from "../run-book/section-ids.ts";
import { giveUpRun } from "../state/give-up-run.ts";
import type { OpenRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { type SearchYield, searchYield } from "../state/search-yield.ts";
import { counted } from "./counted.ts";
import type { ScopeRun } from "./scope-run.ts";
import { shortText } from "./short-text.ts";

/**
 * Gives a run up whose search came to its end and found nothing because it looked in the wrong place: all that it met
 * belongs to another instance, or the scope's place was changed and the new one is empty. Settled, it would be a complete
 * report of nothing, in the place of what is known.
 *
 * @throws {JobError} unavailable: it is so; the state is as it was.
 */
export async function refuseEmptySearch(run: ScopeRun, state: State, open: OpenRun): Promise<void> {
  const why = whyRefused(await searchYield(state, open), run);
  if (why === undefined) return;
  await giveUpRun(state, why);
  await run.keeper?.checkpoint(state);
  const section = errorSection(why.code);
  // Of several scopes, the last line of the log names the section of the exit code alone.
  throw new JobError("unavailable", `${why.message} ${sectionHint(section)}`, undefined, section);
}

function whyRefused(
  { isAnyFound, knows, standing, ofOthers, others }: SearchYield,
  { references: { instanceId, description } }: ScopeRun,
): { readonly code: "OtherInstance" | "NothingFound"; readonly message: string } | undefined {
  if (isAnyFound) return undefined;
  const kept = standing === 0 ? "" : ` What was known before stands: ${counted(standing, "file")}.`;
  if (ofOthers > 0) {
    const ofOne = others.length === 0 ? "another instance" : `instance ${others.map((id) => shortText(id)).join(", ")}`;
    const message = [
      `The search found ${counted(ofOthers, "file item")}, and none is of the instance of this scope:`,
      `they belong to ${ofOne}, and instanceId is ${shortText(instanceId ?? "not given")}.`,
      `Correct instanceId, or domainIds and region, whichever is wrong ('attached-files check' looks at them).${kept}`,
    ].join(" ");
    return { code: "OtherInstance", message };
  }
  if (knows || standing === 0) return undefined;
  const message = [
    `The scope searches another place than the run before, and found no file there (${description}).`,
    `Correct region, instanceId or domainIds if this was not meant ('attached-files check' looks at them); if it was,`,
    `give the scope another name, or move its state away.${kept}`,
  ].join(" ");
  return { code: "NothingFound", message };
}
