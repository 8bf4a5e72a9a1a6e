import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NotifyTarget } from "../config/notify-section.ts";
import { Log } from "../observe/log.ts";
import { systemClock } from "../run/clock.ts";
import { failureMessage } from "./failure-message.ts";
import type { KeptThreshold, Message } from "./message.ts";
import { lineText } from "./message-line.ts";
import { messageLines } from "./message-lines.ts";
import { messageTitle } from "./message-title.ts";
import { notify } from "./notify.ts";
import { TELLER } from "./teller.test-support.ts";

let folder = "";
let server: Server;
let bodies: Message[] = [];
let status = 200;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "attached-files-recovery-"));
  bodies = [];
  status = 200;
  server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    if (status === 200) bodies.push(JSON.parse(body));
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

const CRITICAL = {
  name: "hard",
  severity: "critical",
  scope: null,
  sentence: "s",
  rule: "rejected > 0",
  value: "1",
} as const;
const HARD = { name: "hard", rule: "rejected > 0" };

function published(slot: string, change: Partial<Message> = {}): Message {
  const failed = failureMessage(slot, 0, TELLER);
  const message: Message = { ...failed, event: "report-published", status: "complete", runBook: [], ...change };
  return { ...message, title: messageTitle(message) };
}
const complete = (slot: string): Message => published(slot);
const partial = (slot: string): Message => published(slot, { status: "partial", exitCode: 3 });
const crossed = (slot: string, ...thresholds: Message["crossed"]): Message =>
  published(slot, { exitCode: 5, crossed: thresholds.length === 0 ? [CRITICAL] : thresholds });
const failed = (slot?: string): Message => failureMessage(slot, 4, TELLER);

/** A message, and the hour of the day in which its run began. */
type Told = Message | readonly [Message, number];

/** The titles of what a target is told of these messages, one after another. */
async function titles(on: NotifyTarget["on"], ...messages: readonly Told[]): Promise<readonly string[]> {
  return titlesWhere([HARD], on, ...messages);
}

/** The same, where the reports say that these thresholds are kept, unless a message says that they are crossed. */
async function titlesWhere(
  kept: readonly KeptThreshold[],
  on: NotifyTarget["on"],
  ...messages: readonly Told[]
): Promise<readonly string[]> {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const before = bodies.length;
  for (const told of messages) {
    const [message, hour] = "event" in told ? [told] : told;
    await notify(message, {
      targets: [{ name: "ops", to: "webhook", on, leastSeverity: "warning", urlVariable: "OPS_URL", format: "json" }],
      environment: { OPS_URL: url },
      stateFolder: folder,
      clock: systemClock,
      log: new Log(() => {}),
      signal: new AbortController().signal,
      kept: kept.filter(({ name }) => !message.crossed.some((each) => each.name === name)),
      ...(hour === undefined ? {} : { startedAt: new Date(Date.UTC(2026, 10, 24, hour)) }),
    });
  }
  return bodies.slice(before).map(({ title }) => title.replace("attached-files: ", ""));
}

const ON_CALL: NotifyTarget["on"] = ["partial", "policy", "failure"];

describe("trouble that a target was told of last", () => {
  it.each([
    ["partial (exit 3)", partial("a"), "slot a was told as partial (exit 3)"],
    ["no data", published("a", { status: "no-data", exitCode: 3 }), "slot a was told as no data (exit 3)"],
    ["not all scopes", published("a", { exitCode: 3, crossed: [CRITICAL] }), "slot a was told as partial (exit 3)"],
    ["crossed", crossed("a"), "slot a was told with a crossed threshold (exit 5)"],
    ["failed", failed("a"), "slot a was told as failed (exit 4)"],
    ["no answer", published("a", { status: "partial", exitCode: 4 }), "slot a was told as failed (exit 4)"],
    ["failed without a slot", failed(), "a run without a slot was told as failed (exit 4)"],
  ])("is told once as over: %s", async (_, trouble, words) => {
    const told = await titles(ON_CALL, trouble, complete("b"), complete("b"), complete("c"));
    const [title, line] =
      trouble.crossed.length === 0 ? ["", ""] : ["; kept again: hard", "; kept again: hard (rejected > 0)"];
    expect(told.slice(1)).toEqual([`complete again (exit 0), slot b; ${words}${title}`]);
    expect(messageLines(bodies[1] as Message).map(lineText)[0]).toBe(`It is over: ${words}${line}`);
    expect(bodies[1]?.recovery).toMatchObject({ slot: trouble.slot, exitCode: trouble.exitCode });
  });

  it("is told on a day of its own to whoever is always told, too, and once", async () => {
    expect(await titles(["always"], complete("a"), partial("b"), complete("b"), complete("b"), complete("c"))).toEqual([
      "complete (exit 0), slot a",
      "partial (exit 3), slot b",
      "complete again (exit 0), slot b; slot b was told as partial (exit 3)",
      "complete (exit 0), slot c",
    ]);
  });

  it("is over although the same report was told before the trouble", async () => {
    const told = await titles(["always"], complete("a"), failed(), complete("a"));
    expect(told.at(-1)).toMatch(/^complete again /);
  });

  it("is over by a run that began later, whatever its slot's name, and not by one that began before", async () => {
    const over = [
      expect.stringMatching(/^partial/),
      expect.stringMatching(/^complete again .*slot 2026-11-24 was told/),
    ];
    expect(await titles(ON_CALL, [partial("2026-11-24"), 6], [complete("backfill"), 5])).toHaveLength(1);
    expect(await titles(ON_CALL, [complete("zz"), 5], [complete("backfill"), 7])).toEqual([over[1]]);
    expect(await titles(ON_CALL, [partial("zz"), 8], [complete("2026-11-25"), 7], [complete("a"), 9])).toHaveLength(2);
    // The same run, which goes on.
    expect(await titles(ON_CALL, [failed("s"), 8], [complete("s"), 7])).toHaveLength(2);
    // A run that had no slot yet failed while another one was under way.
    expect(await titles(ON_CALL, [failed(), 9], [complete("t"), 8], [complete("u"), 10])).toEqual([
      expect.stringMatching(/^run failed/),
      expect.stringMatching(/^complete again .*slot u; a run without a slot was told as failed/),
    ]);
  });

  it("is over by the later one of two dates where an earlier program noted no time, and by any other name", async () => {
    const path = join(folder, "notified.json");
    for (const [slot, isOver] of [
      ["2026-11-23", false],
      ["2026-11-25", true],
      ["2026-11-24T07:00:00Z", true],
      ["1-backfill", true],
    ] as const) {
      await rm(path, { force: true });
      await titles(ON_CALL, partial("2026-11-24"));
      const notes = JSON.parse(await readFile(path, "utf8")) as object[];
      await writeFile(path, JSON.stringify(notes.map((note) => ({ ...note, startedAt: undefined }))));
      expect(await titles(ON_CALL, [complete(slot), 0])).toHaveLength(isOver ? 1 : 0);
    }
  });

  it("is over by a complete report in which a threshold is crossed, which says both", async () => {
    const told = await titles(ON_CALL, failed("a"), crossed("b"), crossed("c"));
    expect(told[1]).toMatch(
      /^complete again \(exit 5\), slot b; critical: hard crossed; slot a was told as failed \(exit 4\)$/,
    );
    expect(told[2]).toMatch(/^complete \(exit 5\), slot c; critical: hard crossed$/);
  });

  it("names with that the thresholds that are kept again, so that no later message does", async () => {
    const blind = { ...CRITICAL, name: "blind", rule: "not known > 1 %" };
    const before = published("a", { status: "partial", exitCode: 3, crossed: [blind] });
    const told = await titlesWhere([HARD, blind], ON_CALL, before, crossed("b"));
    expect(told[1]).toMatch(
      /^complete again \(exit 5\), .*hard crossed; slot a was told as partial \(exit 3\); kept again: blind$/,
    );
  });

  it("is not told late to whoever was told in time, whatever a later run does not know of it", async () => {
    const inTime = published("a", { status: "partial", exitCode: 3, runBook: ["exit-code-3"] });
    expect(await titles(ON_CALL, inTime, { ...inTime, runBook: [], late: true })).toHaveLength(1);
  });

  it("is not over by an earlier run, by other trouble, or for a target that asked for changes alone", async () => {
    expect(await titles(ON_CALL, [partial("b"), 2], [complete("a"), 1], [partial("c"), 3])).toHaveLength(2);
    expect(await titles(ON_CALL, failed("d"))).toEqual([expect.stringMatching(/^run failed/)]);
    await rm(join(folder, "notified.json"));
    const changes = { appeared: 1, changed: 0, vanished: 0, reappeared: 0, since: "0" };
    const changed = { ...partial("a"), changes: { ...changes, scopesCompared: 1, scopesNotCompared: 0 } };
    expect(await titles(["changes"], changed, complete("b"))).toHaveLength(1);
  });

  it("is over by a report whose crossed threshold the target did not ask for", async () => {
    const told = await titles(["partial"], partial("a"), crossed("b"));
    expect(told.at(-1)).toMatch(/^complete again \(exit 5\), slot b.*; slot a was told as partial \(exit 3\)$/);
  });

  it("is told by the next report where its end could not be told", async () => {
    await titles(ON_CALL, partial("a"));
    status = 403;
    expect(await titles(ON_CALL, complete("b"))).toEqual([]);
    status = 200;
    expect(await titles(ON_CALL, complete("c"))).toEqual([expect.stringMatching(/^complete again .* slot a was told/)]);
  });

  it("is not guessed from notes of earlier programs", async () => {
    await titles(ON_CALL, partial("a"));
    const path = join(folder, "notified.json");
    const notes = JSON.parse(await readFile(path, "utf8")) as object[];
    await writeFile(path, JSON.stringify(notes.map((note) => ({ ...note, status: undefined, exitCode: undefined }))));
    expect(await titles(ON_CALL, complete("b"))).toEqual([]);
  });
});

const EMPTIED = { ...CRITICAL, name: "emptied", rule: "files shrank over 20 %" };
const SOFT = { ...CRITICAL, name: "soft", rule: "stuck > 5" };
const KEPT_SOFT = { name: "soft", rule: "stuck > 5" };
const EVERY_ONE = [HARD, KEPT_SOFT, { name: "emptied", rule: "files shrank over 20 %" }];

describe("a threshold that a target was told is crossed", () => {
  it.each(["files shrank over 20 %", "files grew > 5", "bytes grew over 1 GiB", "bytes shrank over 1 %"])(
    "is not over by the next report where it is about a change: %s",
    async (rule) => {
      const change = { ...EMPTIED, rule };
      expect(await titlesWhere(EVERY_ONE, ON_CALL, crossed("a", change), complete("b"), complete("c"))).toHaveLength(1);
      const told = await titlesWhere(EVERY_ONE, ON_CALL, crossed("d", change, CRITICAL), complete("e"));
      expect(told[1]).toMatch(/; kept again: hard$/);
    },
  );

  it("is over by its name although it is not of the last message, and once", async () => {
    const told = await titlesWhere(
      EVERY_ONE,
      ON_CALL,
      crossed("a"),
      crossed("b", EMPTIED),
      complete("c"),
      complete("d"),
    );
    expect(told.slice(2)).toEqual([
      "complete again (exit 0), slot c; slot a was told with a crossed threshold (exit 5); kept again: hard",
    ]);
    const both = await titlesWhere(EVERY_ONE, ON_CALL, crossed("e", CRITICAL, SOFT), crossed("f", SOFT), complete("g"));
    expect(both[2]).toMatch(/slot g; slot f was told .*; kept again: soft and 1 more$/);
    expect(bodies.at(-1)?.recovery?.kept).toEqual([KEPT_SOFT, HARD]);
  });

  it("is not over by a report that cannot judge it, and is by the next one that can", async () => {
    expect(await titlesWhere([HARD], ON_CALL, crossed("a", CRITICAL, SOFT), complete("b"), complete("c"))).toEqual([
      expect.stringMatching(/^complete \(exit 5\)/),
      expect.stringMatching(/slot b; slot a was told with a crossed threshold \(exit 5\); kept again: hard$/),
    ]);
    expect(await titlesWhere(EVERY_ONE, ON_CALL, complete("d"), complete("e"))).toEqual([
      expect.stringMatching(/slot d; slot a was told with a crossed threshold \(exit 5\); kept again: soft$/),
    ]);
    const partialToo = published("f", { status: "partial", exitCode: 3, crossed: [CRITICAL] });
    expect((await titlesWhere([], ON_CALL, partialToo, complete("g")))[1]).toMatch(
      /slot f was told as partial \(exit 3\)$/,
    );
    expect((await titles(ON_CALL, complete("h")))[0]).toMatch(/slot f was told .*\(exit 3\); kept again: hard$/);
  });

  it("is told with its rule of now, which may have another limit", async () => {
    await titlesWhere([{ name: "hard", rule: "rejected > 9" }], ON_CALL, crossed("a"), complete("b"));
    expect(messageLines(bodies[1] as Message).map(lineText)[0]).toMatch(/; kept again: hard \(rejected > 9\)$/);
  });

  it("is nothing that gets over for a target that did not ask for it", async () => {
    const told = await titlesWhere(EVERY_ONE, ["partial"], partial("a"), crossed("b"), complete("c"));
    expect(told).toEqual([expect.stringMatching(/^partial/), expect.stringMatching(/slot b.*as partial \(exit 3\)$/)]);
  });

  it("is told as over without its name where an earlier program noted none", async () => {
    await titles(ON_CALL, crossed("a"));
    const path = join(folder, "notified.json");
    const notes = JSON.parse(await readFile(path, "utf8")) as object[];
    expect(notes).toMatchObject([{ standing: [{ ...HARD, slot: "a", exitCode: 5 }] }]);
    await writeFile(path, JSON.stringify(notes.map((note) => ({ ...note, standing: undefined }))));
    expect(await titles(ON_CALL, complete("b"), complete("c"))).toEqual([
      "complete again (exit 0), slot b; slot a was told with a crossed threshold (exit 5)",
    ]);
  });
});

const unpublished = (slot: string, answer: Partial<Message> = { status: "complete", exitCode: 5 }): Message => {
  const { status = "complete", exitCode = 5, changes = null } = answer;
  const message: Message = {
    ...failed(slot),
    crossed: [CRITICAL],
    changes,
    unpublished: { bucket: "reports", place: "s3://reports/s/", status: status as "complete" | "partial", exitCode },
  };
  return { ...message, title: messageTitle(message) };
};

it("a threshold that was told with a report that had not got to its bucket is not told again once it has", async () => {
  const told = await titles(["policy"], unpublished("s1"), crossed("s1"), crossed("s2"));
  expect(told).toEqual([
    expect.stringMatching(/complete, report not published .*slot s1.*hard crossed$/),
    expect.stringMatching(/complete \(exit 5\), slot s2; critical: hard crossed$/),
  ]);
});

it("that a report has got to its bucket is told whoever was told that it had not, and another threshold whoever wants those", async () => {
  const there = await titles(["failure"], unpublished("s1"), crossed("s1"));
  expect(there).toEqual([
    expect.stringContaining("report not published"),
    expect.stringMatching(/complete again \(exit 5\).*slot s1 was told as not published \(exit 4\)$/),
  ]);
  const other = published("s3", { exitCode: 5, crossed: [{ ...CRITICAL, value: "2" }] });
  expect(await titles(["policy"], unpublished("s3"), other)).toHaveLength(2);
});

it("of changes, too, that were told with it, nobody hears again, and everybody hears of others", async () => {
  const counts = { appeared: 1, changed: 0, vanished: 0, reappeared: 0, scopesCompared: 1, scopesNotCompared: 0 };
  const changes = { ...counts, since: "s0" };
  const on: NotifyTarget["on"] = ["policy", "changes"];
  const answer = { exitCode: 5, crossed: [CRITICAL], changes } as const;
  expect(await titles(on, unpublished("s1", answer), published("s1", answer))).toHaveLength(1);
  const other = published("s1", { ...answer, changes: { ...changes, vanished: 2 } });
  expect(await titles(on, other)).toHaveLength(1);
});

it.each([
  ["partial", published("a", { status: "partial", exitCode: 3, crossed: [CRITICAL] })],
  ["unanswered, with what earlier runs knew", published("a", { status: "partial", exitCode: 4, crossed: [CRITICAL] })],
  ["partial, and not published", unpublished("a", { status: "partial", exitCode: 3 })],
])("a slot that was told as %s is told anew once it is whole, with the thresholds of before", async (_, before) => {
  const told = await titles(ON_CALL, before, crossed("a"));
  expect(told).toHaveLength(2);
  expect(told[1]).toMatch(
    /^complete( again)? \(exit 5\), slot a; critical: hard crossed(; slot a was told as (partial|failed|not published) .*)?$/,
  );
});
