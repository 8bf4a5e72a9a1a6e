/** A part of a run whose time a trace tells. */
export interface SpanKind {
  readonly name: string;
  /** The spans that it may be a part of, one of them; none: it is the whole trace. */
  readonly within: readonly string[];
  readonly attributes: readonly string[];
  readonly meaning: string;
}

const scope = "attached_files.scope";
const error = "error.type";

/** Every span there is. None holds a file, a case, an account, an ARN, or a text of the service. */
export const SPANS = {
  run: {
    name: "attached_files.run",
    within: [],
    attributes: ["attached_files.run_id", "attached_files.slot", "attached_files.exit_code", error],
    meaning: "a run of all scopes, from its settings to its messages",
  },
  scope: {
    name: "attached_files.scope",
    within: ["attached_files.run"],
    attributes: [scope, "attached_files.run.status", error],
    meaning: "the run of one scope, with the wait for its state",
  },
  list: {
    name: "attached_files.list",
    within: ["attached_files.scope"],
    attributes: [scope, error],
    meaning: "finding the files, by search or list, and settling what is due",
  },
  limits: {
    name: "attached_files.limits",
    within: ["attached_files.scope"],
    attributes: [scope, error],
    meaning: "asking what Amazon Connect allows of files",
  },
  plan: {
    name: "attached_files.plan",
    within: ["attached_files.scope"],
    attributes: [scope, error],
    meaning: "counting what is due, and by which reason",
  },
  ask: {
    name: "attached_files.ask",
    within: ["attached_files.scope"],
    attributes: [scope, error],
    meaning: "asking for metadata, until nothing is due or the run ends",
  },
  call: {
    name: "attached_files.call",
    within: ["attached_files.list", "attached_files.limits", "attached_files.ask"],
    attributes: [scope, "attached_files.operation", error],
    meaning: "a call that failed, its retries and waits among it; the first 100 of a scope",
  },
  commit: {
    name: "attached_files.commit",
    within: ["attached_files.scope"],
    attributes: [scope, error],
    meaning: "making the scope's outcomes those that stand, in its state",
  },
  report: {
    name: "attached_files.report",
    within: ["attached_files.run"],
    attributes: [error],
    meaning: "building the report and putting it in its folder",
  },
  publish: {
    name: "attached_files.publish",
    within: ["attached_files.run"],
    attributes: [error],
    meaning: "bringing the report to its bucket, and what did not get there before",
  },
  notify: {
    name: "attached_files.notify",
    within: ["attached_files.run"],
    attributes: [error],
    meaning: "telling people",
  },
} as const satisfies Readonly<Record<string, SpanKind>>;

/** Every span as a table in Markdown. */
export function spansTable(): string {
  const rows = Object.values<SpanKind>(SPANS).map(({ name, within, attributes, meaning }) => {
    const told = attributes.map((attribute) => `\`${attribute}\``).join(", ");
    return `| \`${name}\` | ${within.map((span) => `\`${span}\``).join(", ")} | ${told} | ${meaning} |`;
  });
  return ["| name | within | attributes | meaning |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
