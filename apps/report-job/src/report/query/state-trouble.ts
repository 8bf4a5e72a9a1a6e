import type { Reason } from "../report-schema.ts";

/** Why a state cannot be read, for people, of what the database said of it. */
export function stateTrouble(message: string): Pick<Reason, "code" | "text"> {
  // "Could not set lock on file …: Conflicting lock is held in /usr/bin/node (PID 4711). See also https://duckdb.org/…"
  if (/\block\b/i.test(message)) {
    return {
      code: "state-in-use",
      text: "No data: another run is using the state. Write the report again when that run has ended.",
    };
  }
  const [first = ""] = message.trim().split("\n");
  const what = first.replace(/\s*See also https?:\S*/i, "");
  return { code: "state-unreadable", text: `No data: the state cannot be read, it may be damaged. ${what}` };
}
