import { mkdtemp, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { JobError } from "../../exit-code.ts";
import type { PlannedScope } from "../../planning/plan-schema.ts";
import { counted } from "../../run/counted.ts";
import { makeFolder } from "../../run/make-folder.ts";
import { openState } from "../../state/open-state.ts";
import { type Finding, failed, passed, unknown } from "../finding.ts";

const SUBJECT = { check: "state-folder" } as const;

/** Whether a state can be made, written and locked in the state folder. Leaves nothing behind: a folder would be that of whoever checks. */
export async function stateFolderFinding(stateFolder: string): Promise<Finding> {
  let own: string | undefined;
  let made: readonly string[] = [];
  try {
    made = await makeFolder(stateFolder);
    own = await mkdtemp(join(stateFolder, ".check-"));
    const state = await openState(own, "check");
    await state.close();
    return passed(SUBJECT, `${stateFolder}: a state can be made, written and locked`);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const isOurs = error instanceof JobError;
    const reason = isOurs && own !== undefined ? text.replaceAll(own, stateFolder) : text;
    const next =
      "Name a folder that this user can write as state.folder or --state-folder, on a disk that knows file locks.";
    return failed(
      SUBJECT,
      `${stateFolder}: ${reason}`,
      next,
      isOurs ? (error.code === "usage" ? "usage" : "unavailable") : "usage",
    );
  } finally {
    if (own !== undefined) await rm(own, { recursive: true, force: true }).catch(() => {});
    // Not where something stands in it by now, as of a run that began meanwhile.
    for (const folder of made.toReversed()) await rmdir(folder).catch(() => {});
  }
}

const OF_NOW = "A run now would end with 4, or wait as long as --wait says.";
const OF_PLACE =
  "If that was not meant, correct region, endpoint, profile, assumeRole, instanceId or domainIds, or the environment; a run that is answered with no file there ends with 4, and what is known stands.";

/**
 * Whether each scope's state can be read now, and what it holds.
 *
 * @param heldBy who works on a state in a bucket, by the scope's name.
 */
export function standingStateFindings(
  planned: readonly PlannedScope[],
  canBeMade: boolean,
  heldBy: ReadonlyMap<string, string> = new Map(),
): readonly Finding[] {
  return planned.map((one) => {
    const finding = standingStateFinding(one, canBeMade);
    const holder = heldBy.get(one.scope);
    if (holder === undefined || finding.result === "failed") return finding;
    const text = `in use by ${holder}; at its last checkpoint: ${finding.text}`;
    return { ...unknown({ ...SUBJECT, about: one.scope }, text, OF_NOW), isInUse: true };
  });
}

function standingStateFinding(one: PlannedScope, canBeMade: boolean): Finding {
  const { scope, unreadable, unreadableCode, isKnown, files, due, calls, elsewhere } = one;
  const subject = { ...SUBJECT, about: scope };
  if (unreadable !== null && unreadableCode !== "state-in-use") {
    const next = "See the run book: 'attached-files run-book reason-state-unreadable'. A run would end with 4.";
    return failed(subject, unreadable, next, "unavailable");
  }
  if (unreadable !== null) {
    return { ...unknown(subject, unreadable, OF_NOW), isInUse: true };
  }
  if (elsewhere != null) {
    const there = `a state of ${counted(elsewhere.files, "file")}, of ANOTHER place. ${elsewhere.text}`;
    return unknown(subject, there, OF_PLACE);
  }
  if (!isKnown && !canBeMade) {
    return unknown(subject, "no state was found", "Mend the state folder, then check again: a state may be there.");
  }
  if (!isKnown) return passed(subject, "no state yet: the first run finds and asks for all there is");
  const known = counted(files, "file is known", "files are known");
  return passed(subject, `${known}, ${counted(due, "is due", "are due")}: ${counted(calls, "call")}`);
}
