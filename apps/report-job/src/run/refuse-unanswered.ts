import { JobError } from "../exit-code.ts";
import { errorSection, sectionHint } from "../run-book/section-ids.ts";
import { type AnswersElsewhere, answersElsewhere } from "../state/answers-elsewhere.ts";
import { giveUpRun } from "../state/give-up-run.ts";
import type { OpenRun } from "../state/open-run.ts";
import type { State } from "../state/open-state.ts";
import { counted } from "./counted.ts";
import { outsidePart } from "./outside-text.ts";
import type { ScopeRun } from "./scope-run.ts";
import { shortText } from "./short-text.ts";

/** What ended the run's search or its calls early. */
interface Trouble {
  readonly code: string;
  readonly message: string;
}

/**
 * Gives a run up that asked about files at another place than the one whose answers stand, and was answered with none of them:
 * settled, its failures would take the place of what is known. What was not there may be a wrong endpoint, Region or account;
 * where trouble or time ended it before, or kept calls from being answered, it is told as that.
 *
 * @param trouble what ended the run early. A search that its time ended is settled: what it found would be lost.
 * @throws {JobError} unavailable: it is so; the state is as it was.
 */
export async function refuseUnanswered(run: ScopeRun, state: State, open: OpenRun, trouble?: Trouble): Promise<void> {
  if (!open.isList && trouble?.code === "TimeBox") return;
  const answers = await answersElsewhere(state.connection, run.references);
  if (answers === undefined || answers.retrieved > 0) return;
  const why = trouble ?? answers.failedWith ?? { code: "NothingFound", message: "" };
  const message = `${whatCame(answers, why)} ${places(answers, run)} ${nextStep(answers)}`;
  await giveUpRun(state, { code: why.code, message }, "anew");
  await run.keeper?.checkpoint(state);
  const section = errorSection(why.code);
  throw new JobError("unavailable", `${message} ${sectionHint(section)}`, undefined, section);
}

function whatCame(answers: AnswersElsewhere, { code, message }: Trouble): string {
  const { asked, notThere, refused, unanswered, failedWith } = answers;
  if (code !== "NothingFound") {
    // Why a source was given up is the program's own text; what it said stands with the files.
    const said =
      failedWith?.code === code && failedWith.message !== message ? ` (${shortText(failedWith.message)})` : "";
    return [
      `The asking for files did not finish, and none was answered: ${code}: ${outsidePart(message)}${said}.`,
      "The scope asks at another place than the run before.",
    ].join(" ");
  }
  const parts = [
    [notThere, "not there"],
    [refused, "refused"],
    [unanswered, "not answered"],
  ] as const;
  const said = parts.flatMap(([files, what]) => (files === 0 ? [] : [`${counted(files, "file")} ${what}`]));
  return `The scope asks at another place than the run before, and was answered with none of its ${counted(asked, "file")} there (${said.join(", ")}).`;
}

function places({ standingSlot, standingPlace }: AnswersElsewhere, { references }: ScopeRun): string {
  const now = shortText(references.place?.text ?? "not known");
  const before = shortText(standingPlace ?? "not noted by the version that ran it");
  // Of a role, its external id and the name of its session are told to nobody, and of an endpoint what follows its path.
  const alike =
    before === now ? " (it differs in what is not shown: members of assumeRole, or an endpoint's query)" : "";
  return `Before (slot ${standingSlot}): ${before}. Now: ${now}${alike}.`;
}

function nextStep({ standing }: AnswersElsewhere): string {
  return [
    "Correct region, endpoint, profile, assumeRole, instanceId or domainIds, or the environment, if this was not meant",
    "('attached-files check' looks at them), and start the same slot again; if the files are to be asked for at the new",
    `place, give the scope another name, or move its state away. What was known before stands: ${counted(standing, "file")}.`,
  ].join(" ");
}
