import { JobError } from "../exit-code.ts";
import { errorSection, sectionHint } from "../run-book/section-ids.ts";
import { type AnswersElsewhere, answersElsewhere } from "../state/answers-elsewhere.ts";
import { giveUpRun } from "../state/give-up-run.ts";
import type { State } from "../state/open-state.ts";
import { counted } from "./counted.ts";
import { outsidePart } from "./outside-text.ts";
import type { ScopeRun } from "./scope-run.ts";
import { shortText } from "./short-text.ts";
import { twoPlaces } from "./two-places.ts";

/** What ended the run's search or its calls early. */
interface Trouble {
  readonly code: string;
  readonly message: string;
}

/**
 * Gives a run up that asked about files at another place than the one whose answers stand, and was answered with none of them:
 * settled, its failures would take the place of what is known. What was not there may be a wrong endpoint, Region or account;
 * where trouble ended it before, or kept calls from being answered, it is told as that. One that its time ended stays under way:
 * at a place that is right, the same slot goes on with what it found, and with the files that are not asked for yet.
 *
 * @param trouble what ended the run early. Where that is its time, an outage may have been why nobody was asked in it.
 * @throws {JobError} unavailable: it is so; what is known is as it was.
 */
export async function refuseUnanswered(run: ScopeRun, state: State, trouble?: Trouble): Promise<void> {
  const answers = await answersElsewhere(state.connection, run.references);
  if (answers === undefined || answers.retrieved > 0) return;
  const isOutOfTime = trouble?.code === "TimeBox";
  const why = trouble ?? answers.failedWith ?? { code: "NothingFound", message: "" };
  const { standingSlot: slot, standingPlace: text } = answers;
  const places = twoPlaces({ slot, ...(text === undefined ? {} : { text }) }, run.references.place?.text);
  // Messages cut what is long: what to do stands before the places, whose texts may be.
  const message = `${whatCame(answers, why, run)} ${nextStep(answers, isOutOfTime)} ${places}`;
  if (!isOutOfTime) await giveUpRun(state, { code: why.code, message }, "anew");
  await run.keeper?.checkpoint(state);
  const section = errorSection(why.code);
  throw new JobError("unavailable", `${message} ${sectionHint(section)}`, undefined, section);
}

function whatCame(answers: AnswersElsewhere, { code, message }: Trouble, { references }: ScopeRun): string {
  const { asked, failedWith } = answers;
  if (code === "TimeBox") {
    const sofar = asked === 0 ? "none was answered" : `none of ${outcomes(answers)} was answered`;
    return `The asking for files did not finish, and ${sofar}: ${code}: ${outsidePart(message)}. ${ELSEWHERE}.`;
  }
  if (code !== "NothingFound") {
    // Why a source was given up is the program's own text; what it said stands with the files.
    const said =
      failedWith?.code === code && failedWith.message !== message ? ` (${shortText(failedWith.message)})` : "";
    return `The asking for files did not finish, and none was answered: ${code}: ${outsidePart(message)}${said}. ${ELSEWHERE}.`;
  }
  if (asked === 0) {
    const lines = references.skippedLines;
    const left = lines === 0 ? "" : ` (${counted(lines, "malformed line")} ${lines === 1 ? "was" : "were"} left out)`;
    return `${ELSEWHERE}, and its list names no file${left}.`;
  }
  return `${ELSEWHERE}, and was answered with none of its ${outcomes(answers, "there ")}.`;
}

const ELSEWHERE = "The scope asks at another place than the run before";

/** `6 files there (4 refused, …)`: what became of those that were asked for. */
function outcomes({ asked, notThere, refused, unanswered, failedWith }: AnswersElsewhere, where = ""): string {
  const parts = [
    [notThere, "not there"],
    [refused, "refused"],
    [unanswered, "not answered"],
    [asked - notThere - refused - unanswered, `failed, as with ${failedWith?.code}`],
  ] as const;
  const said = parts.flatMap(([files, what]) => (files === 0 ? [] : [`${counted(files, "file")} ${what}`]));
  return `${counted(asked, "file")} ${where}(${said.join(", ")})`;
}

function nextStep({ standing }: AnswersElsewhere, isOutOfTime: boolean): string {
  const ifMeant = isOutOfTime
    ? "if the files are to be asked for at the new place, start the same slot again as it is: it goes on where its time ended"
    : "if the files are to be asked for at the new place, give the scope another name, or move its state away";
  return [
    "Correct region, endpoint, profile, assumeRole, instanceId or domainIds, or the environment, if this was not meant",
    `('attached-files check' looks at them), and start the same slot again; ${ifMeant}.`,
    `What was known before stands: ${counted(standing, "file")}.`,
  ].join(" ");
}
