import {
  checkText,
  describeIssue,
  InvalidInputError,
  LIMITS,
  parseArn,
  type SourceErrorCode,
  splitIntoRequests,
} from "@attached-files/core";
import { composeScope, type ScopeSources, type ScopeTarget, settingsThatAreMissing } from "../compose.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { quotaPacer } from "../pacing/adaptive-pacer.ts";
import { DEFAULT_QUOTA } from "../pacing/quota.ts";
import type { Io } from "../process/io.ts";
import { shortText } from "../run/short-text.ts";
import { codeSection, exitCodeSection } from "../run-book/section-ids.ts";
import { terminalText } from "../terminal/terminal-text.ts";
import { type Asked, askForFiles } from "./ask-for-files.ts";
import { controlProblems } from "./control-problems.ts";
import { givenIds } from "./given-ids.ts";
import { operationOutput } from "./operation-output.ts";

export interface GetOptions extends ScopeTarget {
  readonly instanceId: string;
  readonly associatedResourceArn: string;
  readonly fileIds: readonly string[];
}

/**
 * `attached-files get`: the operation itself, for any number of ids; what was answered, in the operation's own member
 * names, and beside it what the answers lack or have too much.
 */
export async function getCommand(options: GetOptions, io: Io): Promise<ExitCode> {
  const { instanceId, associatedResourceArn } = options;
  const ids = await givenIds(options.fileIds, io);
  const opened = await openSources(options, io);
  try {
    const missing =
      opened.sources === undefined
        ? []
        : await settingsThatAreMissing(options, io.environment, { regionPlace: "with --region" });
    const problems = [...resourceProblems(options), ...opened.problems, ...missing, ...ids.problems];
    if (opened.sources === undefined || problems.length > 0) throw new JobError("usage", problems.join("\n"));
    const references = ids.fileIds.map((fileId) => ({ instanceId, associatedResourceArn, fileId }));
    const { requests, repeated } = splitIntoRequests(references);
    if (repeated > 0) io.say(`Ids given again, and asked for once: ${repeated}.`);
    const output = operationOutput(io.out);
    let failure: SourceErrorCode | undefined;
    const asked = await askForFiles(opened.sources.files, requests, {
      signal: io.signal,
      onAnswer: output.add,
      onFailure: (error, call, goesOn) => {
        failure = error.code;
        const request = error.requestId === undefined ? "" : ` (request ${error.requestId})`;
        const next = goesOn ? "" : " No further call is made.";
        const message = terminalText(`${error.code}: ${shortText(error.message)}${request}`);
        io.say(`Call ${call + 1} of ${requests.length} failed: ${message}${next}`);
      },
    });
    output.end();
    sayWhatDiffers(asked, references.length - repeated, io);
    if (asked.answeredCalls === requests.length) return EXIT_CODE.complete;
    const exitCode = asked.answeredCalls > 0 || asked.interrupted ? EXIT_CODE.partial : EXIT_CODE.unavailable;
    const text = `${asked.answeredCalls} of ${requests.length} calls were answered; of ${references.length - repeated} ids, ${asked.missingIds} are not known.`;
    const runBook = codeSection(failure) ?? exitCodeSection(exitCode);
    const level = exitCode === EXIT_CODE.unavailable ? "error" : "warn";
    io.log.write(level, text, { code: failure ?? "interrupted", exitCode, runBook });
    return exitCode;
  } finally {
    await opened.sources?.close();
  }
}

function resourceProblems({ instanceId, associatedResourceArn }: GetOptions): readonly string[] {
  const arn = parseArn(associatedResourceArn, "--associated-resource-arn");
  const issues = checkText(instanceId, "--instance-id", LIMITS.instanceIdLength);
  return [
    ...(issues.length > 0 ? issues.map(describeIssue) : controlProblems(instanceId, "--instance-id")),
    ...(arn.ok ? controlProblems(associatedResourceArn, "--associated-resource-arn") : arn.issues.map(describeIssue)),
  ];
}

/** The sources, or what the adapters find wrong with the flags that were meant for them. */
async function openSources(
  target: ScopeTarget,
  io: Io,
): Promise<{ readonly sources?: ScopeSources; readonly problems: readonly string[] }> {
  try {
    return { sources: await composeScope(target, { pacer: quotaPacer(DEFAULT_QUOTA, io.clock) }), problems: [] };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return { problems: error.issues.map((issue) => describeIssue({ ...issue, path: `--${issue.path}` })) };
  }
}

function sayWhatDiffers(asked: Asked, ids: number, io: Io): void {
  for (const [kind, { count, first }] of asked.irregularities) {
    const file = first.fileId === undefined ? "" : ` ${first.fileId}`;
    io.say(
      terminalText(`Irregular in the answers, ${kind}: ${count}. The first: ${first.path}${file}: ${first.detail}`),
    );
  }
  if (asked.unansweredIds > 0) {
    io.say(`${asked.unansweredIds} of ${ids} ids came back neither in Files nor in Errors.`);
  }
  if (asked.interrupted) io.say("Interrupted.");
}
