import type { ChildProcess } from "node:child_process";
import { existsSync, readdirSync, watch } from "node:fs";
import { type Ended, endOf, start } from "./attached-files-process.ts";

/** What a run is doing, as far as its messages and its folder tell. */
export const PHASES = ["starting", "discovery", "settling", "asking", "publishing", "report", "ended"] as const;
export type Phase = (typeof PHASES)[number];

/** When a process is killed: so many milliseconds after something was seen of it. */
export type Instant =
  | { readonly after: "start"; readonly delayMs: number }
  /** The process's so-manieth call, from 1, that reached the server. */
  | { readonly after: "search" | "batch"; readonly call: number; readonly delayMs: number }
  /** What it found, or was told, stands in the state. */
  | { readonly after: "searched" | "asked" | "report"; readonly delayMs: number };

/** In the order in which a run comes to them. */
const STAGES = ["search", "searched", "batch", "asked", "report"] as const;
type Stage = (typeof STAGES)[number];

/** The server's side of the calls. */
export interface Wire {
  /** Tells of each call that came in, until the function that comes back is called. */
  onCall(tell: (kind: "search" | "batch") => void): () => void;
  /** Calls that came in and are not answered yet. */
  readonly underWay: number;
}

export interface Killed {
  /** The phase in which it was killed; `ended` where it had ended before. */
  readonly phase: Phase;
  /** Calls that it had made and that were not answered. */
  readonly underWay: number;
  readonly ended: Ended;
}

/**
 * Starts the command, with its messages as JSON, and kills it without a warning at an instant; at once, where it has gone
 * past it.
 *
 * @param journal the folder of its state's journals.
 */
export async function killedAt(
  instant: Instant,
  args: readonly string[],
  journal: string,
  wire: Wire,
): Promise<Killed> {
  const child = start([...args, "--log", "json"]);
  const wanted = instant.after === "start" ? STAGES.indexOf("asked") : STAGES.indexOf(instant.after);
  const seen: Record<Stage, number> = { search: 0, searched: 0, batch: 0, asked: 0, report: 0 };
  let underWay: number | undefined;
  const kill = (): void => {
    if (underWay !== undefined || child.exitCode !== null) return;
    underWay = wire.underWay;
    child.kill("SIGKILL");
  };
  const tell = (stage: Stage): void => {
    seen[stage] += 1;
    const isWanted = stage === instant.after && seen[stage] === ("call" in instant ? instant.call : 1);
    if (STAGES.indexOf(stage) > wanted) kill();
    else if (isWanted) setTimeout(kill, instant.delayMs);
  };
  if (instant.after === "start") setTimeout(kill, instant.delayMs);
  const unwatchCalls = wire.onCall(tell);
  const journals = (): string[] => (existsSync(journal) ? readdirSync(journal) : []);
  // A search that has begun has a journal; it is gone when what was found stands in the state.
  const watcher = existsSync(journal)
    ? watch(journal, () => {
        if (seen.search > 0 && seen.batch === 0 && journals().length === 0) tell("searched");
      })
    : undefined;
  const steps = stepsOf(child, (step) => {
    if (step.startsWith("step.end main: asking")) tell("asked");
    if (step.startsWith("step.begin writing")) tell("report");
  });
  const ended = await endOf(child);
  watcher?.close();
  unwatchCalls();
  const phase =
    underWay === undefined ? "ended" : phaseAt(steps.at(-1) ?? "", seen.search > 0 && journals().length === 0);
  return { phase, underWay: underWay ?? 0, ended };
}

/** The beginnings and ends of steps that a process tells, as they come. */
function stepsOf(child: ChildProcess, tell: (step: string) => void): readonly string[] {
  const steps: string[] = [];
  let rest = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const { event = "", msg } = JSON.parse(line) as { event?: string; msg: string };
      if (event !== "step.begin" && event !== "step.end") continue;
      steps.push(`${event} ${msg}`);
      tell(`${event} ${msg}`);
    }
  });
  return steps;
}

/** What was done just after the last message. */
function phaseAt(step: string, isSearchTakenIn: boolean): Phase {
  if (step.startsWith("step.begin main: finding")) return isSearchTakenIn ? "settling" : "discovery";
  if (step.startsWith("step.end main: finding") || step.startsWith("step.begin main: asking")) return "asking";
  if (step.startsWith("step.end main: asking")) return "publishing";
  if (step.includes("writing the report")) return "report";
  return "starting";
}
