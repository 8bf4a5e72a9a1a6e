import { describeIssue, show } from "@attached-files/core";
import type { Config } from "../config/config-schema.ts";
import { loadConfig } from "../config/load-config.ts";
import type { NotifyTarget } from "../config/notify-section.ts";
import { EXIT_CODE, type ExitCode, JobError } from "../exit-code.ts";
import { type Delivery, sendTest } from "../notify/send-test.ts";
import { tellerOf } from "../notify/teller-of.ts";
import { testMessage } from "../notify/test-message.ts";
import type { Io } from "../process/io.ts";
import { terminalText } from "../terminal/terminal-text.ts";

export interface NotifyCommandOptions {
  readonly config?: string;
  /** Names of the targets to tell; without them all. */
  readonly to?: readonly string[];
  /** Settings given as flags, by the flag's name. */
  readonly overrides: Readonly<Record<string, string | undefined>>;
}

/** `attached-files notify --test`: sends a message that is marked as a test, and tells of each target what came of it. */
export async function notifyCommand(options: NotifyCommandOptions, io: Io): Promise<ExitCode> {
  const config = await loadConfig({
    environment: io.environment,
    flags: options.overrides,
    logAs: io.logAs,
    ...(options.config === undefined ? {} : { path: options.config }),
  });
  const targets = namedTargets(config, options.to);
  const message = testMessage(tellerOf(config, io));
  const deliveries = await Promise.all(targets.map((target) => sendTest(target, message, io)));
  const width = Math.max(...targets.map(({ name }) => name.length));
  for (const delivery of deliveries) io.out(`${deliveryText(delivery, width)}\n`);
  const sent = deliveries.filter(({ isSent }) => isSent).length;
  const look = sent === 0 ? "" : " See whether it arrived, marked as a TEST.";
  io.out(`${sent} delivered, ${deliveries.length - sent} failed.${look}\n`);
  if (deliveries.some((delivery) => !delivery.isSent && delivery.isMistake)) return EXIT_CODE.usage;
  return sent === deliveries.length ? EXIT_CODE.complete : EXIT_CODE.unavailable;
}

/**
 * The targets that `--to` names, or all of them.
 *
 * @throws {JobError} usage: there are none, or not such ones.
 */
function namedTargets({ notify = [] }: Config, names: readonly string[] = []): readonly NotifyTarget[] {
  if (notify.length === 0) {
    const expected =
      "at least one target in the configuration, as { name: ops, to: webhook, on: [partial, policy, failure], urlVariable: OPS_WEBHOOK_URL, format: slack }";
    throw new JobError("usage", describeIssue({ path: "notify", expected, received: "none" }));
  }
  const known = notify.map(({ name }) => name);
  const problems = names
    .filter((name) => !known.includes(name))
    .map((name) => describeIssue({ path: "--to", expected: `one of ${known.join(", ")}`, received: show(name) }));
  if (problems.length > 0) throw new JobError("usage", [...problems, "Nobody was told."].join("\n"));
  return names.length === 0 ? notify : notify.filter(({ name }) => names.includes(name));
}

/** As `failed     ops  answered 404`, and below it what to do. */
function deliveryText(delivery: Delivery, width: number): string {
  const { target, isSent } = delivery;
  const start = `${(isSent ? "delivered" : "failed").padEnd(10)} ${target.name.padEnd(width)}  `;
  if (isSent) return terminalText(`${start}${target.to === "webhook" ? `webhook, ${target.format}` : target.to}`);
  return `${terminalText(`${start}${delivery.why}`)}\n${" ".repeat(start.length)}→ ${terminalText(delivery.next)}`;
}
