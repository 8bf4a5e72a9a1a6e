import {
  describeIssue,
  isSourceError,
  type MetadataAnswer,
  metadataAnswerToOperation,
  parseMetadataRequest,
  reconcile,
  splitIntoRequests,
} from "@attached-files/core";
import { composeScope, type ScopeTarget } from "../compose.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { DEFAULT_QUOTA, tokenBucketPacer } from "../run/token-bucket-pacer.ts";
import { exactJson } from "../state/exact-json.ts";
import type { Io } from "./io.ts";

export interface GetOptions extends ScopeTarget {
  readonly instanceId: string;
  readonly associatedResourceArn: string;
  readonly fileIds: readonly string[];
}

/** `attached-files get`: the operation itself, for any number of ids; the answer in the operation's own member names. */
export async function getCommand(options: GetOptions, io: Io): Promise<ExitCode> {
  const fileIds = await idsOf(options.fileIds, io);
  const { instanceId, associatedResourceArn } = options;
  const requests = splitIntoRequests(fileIds.map((fileId) => ({ instanceId, associatedResourceArn, fileId }))).requests;
  const issues = requests.flatMap((request) => {
    const parsed = parseMetadataRequest(request);
    return parsed.ok ? [] : parsed.issues;
  });
  if (fileIds.length === 0) issues.push({ path: "FILE_ID", expected: "at least one file id", received: "none" });
  if (issues.length > 0) {
    throw new JobError("usage", [...new Set(issues.map(describeIssue))].join("\n"));
  }
  const { instanceId: _, ...target } = options;
  const sources = await composeScope(target, { pacer: tokenBucketPacer(DEFAULT_QUOTA, io.clock) });
  const answers: MetadataAnswer[] = [];
  let unanswered = 0;
  let trouble: Error | undefined;
  try {
    for (const request of requests) {
      const answer = await sources.files.getMetadata(request, { signal: io.signal });
      answers.push(answer);
      const outcomes = reconcile(request, answer).outcomes;
      unanswered += outcomes.filter((outcome) => outcome.kind === "unanswered").length;
    }
  } catch (error) {
    if (!isSourceError(error)) throw error;
    trouble = error;
    io.say(`${error.code}: ${error.message}${error.requestId === undefined ? "" : ` (request ${error.requestId})`}`);
  } finally {
    await sources.close();
  }
  if (trouble !== undefined && answers.length === 0) return EXIT_CODE.unavailable;
  const merged = answers.map(metadataAnswerToOperation);
  const Files = merged.flatMap((answer) => answer.Files);
  const Errors = merged.flatMap((answer) => answer.Errors);
  io.out(`${exactJson({ Files, Errors }, 2)}\n`);
  if (unanswered > 0) io.say(`${unanswered} of ${fileIds.length} ids came back neither in Files nor in Errors.`);
  if (trouble === undefined) return EXIT_CODE.complete;
  io.say(`Only ${answers.length} of ${requests.length} calls were answered; the rest is missing above.`);
  return EXIT_CODE.partial;
}

/** Ids from the command line, or one a line from standard input where none or `-` is given. */
async function idsOf(given: readonly string[], io: Io): Promise<readonly string[]> {
  const fromStdin = given.length === 0 || (given.length === 1 && given[0] === "-");
  if (!fromStdin) return given;
  if (io.stdin.isTTY === true) {
    throw new JobError("usage", "Name at least one FILE_ID, or give ids on standard input, one a line.");
  }
  let text = "";
  for await (const chunk of io.stdin) text += chunk.toString();
  return text.split(/\r?\n/).filter((line) => line !== "");
}
