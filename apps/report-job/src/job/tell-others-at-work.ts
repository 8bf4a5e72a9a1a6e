import { composeBucket } from "../compose.ts";
import type { Config } from "../config/config-schema.ts";
import type { Io } from "../process/io.ts";
import { sectionHint } from "../run-book/section-ids.ts";
import { turnOf } from "../state-on-s3/lease-term.ts";
import { leaseHolderText, readHead, scopeBucket } from "../state-on-s3/state-bucket.ts";
import { terminalText } from "../terminal/terminal-text.ts";

/** That somebody is there is worth no more waiting than this: each slot finds out by itself. */
const ASK_MS = 5_000;

/**
 * Says that another schedule, or a process on another machine, works on the states, and what comes of that. Nothing is changed, and what
 * cannot be looked at is left to the runs.
 *
 * @param other the schedule that is there, on this machine.
 * @param askMs how long a bucket is asked, at most.
 */
export async function tellOthersAtWork(
  config: Config,
  other: string | undefined,
  io: Pick<Io, "progress" | "signal">,
  askMs: number = ASK_MS,
): Promise<void> {
  const isOnS3 = config.state.s3 !== undefined;
  const means = isOnS3
    ? "whichever comes second at a slot waits for the lease, and then finds the slot finished, or ends it with 4"
    : "whichever comes second at a slot finds the state in use and makes no call for its scope: it ends with 4, or with 3 where other scopes are free";
  const say = (who: string, more: string): void =>
    io.progress.say(
      terminalText(`${who}. This one goes on all the same: ${more}. ${sectionHint("reason-state-in-use")}`),
      {
        level: "warn",
        code: "state-in-use",
      },
    );
  if (other !== undefined) {
    const advice = "Unless it is about to end, as at a restart, end one of them";
    say(`Another schedule uses the states in ${config.state.folder}: ${other}`, `${means}. ${advice}`);
  }
  for (const text of await leases(config, AbortSignal.any([io.signal, AbortSignal.timeout(askMs)])))
    say(text, `if that is a schedule of the same states, ${means}`);
}

/** Whose leases hold, of states on S3, as far as that is heard before the signal. */
async function leases(config: Config, signal: AbortSignal): Promise<readonly string[]> {
  const texts: string[] = [];
  const over = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  // A bucket that is out of reach, or settings that are none, are told by what needs them. Where credentials come from heeds no signal.
  const asked = askForLeases(config, signal, (text) => texts.push(text)).catch(() => {});
  await Promise.race([asked, over]);
  return [...texts];
}

async function askForLeases({ state, scopes }: Config, signal: AbortSignal, tell: (text: string) => void) {
  if (state.s3 === undefined) return;
  const store = await composeBucket(state.s3);
  try {
    for (const { name } of scopes) {
      const bucket = scopeBucket(store, state.s3, name);
      const seen = await readHead(bucket, signal);
      const lease = turnOf(seen, undefined, 0).kind === "held" ? seen?.head.lease : null;
      if (lease) tell(`${name}: the state ${bucket.place} is in use by ${leaseHolderText(lease)}`);
    }
  } finally {
    await store.close();
  }
}
