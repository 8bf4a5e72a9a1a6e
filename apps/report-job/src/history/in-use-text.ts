import { dirname } from "node:path";
import { shortText } from "../run/short-text.ts";
import { readHolder } from "../state/holder.ts";

/** Names who wrote down that it works on the state: a run does, a process that only reads does not. */
export async function inUseText(stateFile: string): Promise<string> {
  const noted = await readHolder(dirname(stateFile));
  const holder =
    noted === undefined ? "" : `: process ${noted.pid} on ${shortText(noted.host)} since ${shortText(noted.since)}`;
  return `Another process is using the state${holder}. Ask again when it has ended ('attached-files run-book reason-state-in-use'), or ask a copy of the state that was made while nothing used it, with --state-folder.`;
}
