import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { EXIT_CODE, JobError } from "../../exit-code.ts";
import { reportEnd } from "../../process/report-end.ts";
import { systemClock } from "../../run/clock.ts";
import { Log, type LogEntry } from "../log.ts";
import { METRICS } from "../metrics.ts";
import { inScope } from "./in-span.ts";
import { inRunContext, noteSlot, runContext } from "./run-context.ts";
import { watchedRun } from "./watched-run.ts";

function watcher(environment: Record<string, string> = { AWS_EMF_NAMESPACE: "n" }, runId = "r1") {
  const entries: LogEntry[] = [];
  const io = { environment, runId, clock: systemClock, log: new Log((entry) => entries.push(entry)) };
  return {
    io,
    warnings: () => entries.filter(({ level }) => level === "warn").flatMap(({ lines }) => lines),
    documents: () => entries.flatMap(({ json }) => (json === undefined ? [] : [JSON.parse(json)])),
  };
}

/** The value of a metric, wherever it stands. */
function valueIn(documents: readonly Record<string, unknown>[], name: string): unknown {
  return documents.find((document) => name in document)?.[name];
}

describe("a watched run", () => {
  it("answers what the work answers, and tells how it ended", async () => {
    const { io, documents } = watcher();
    expect(await watchedRun(io, async () => EXIT_CODE.partial)).toBe(3);
    expect(valueIn(documents(), "attached_files.job.exit_code")).toBe(3);
    expect(valueIn(documents(), "attached_files.report.complete")).toBe(0);
  });

  it.each([
    [new JobError("unavailable", "no"), 4],
    [new JobError("interrupted", "asked"), 3],
    [new TypeError("x is not y"), 1],
  ])("throws what the work throws (%s), and tells its exit code, %d", async (error, exitCode) => {
    const { io, documents } = watcher();
    await expect(watchedRun(io, () => Promise.reject(error))).rejects.toBe(error);
    expect(valueIn(documents(), "attached_files.job.exit_code")).toBe(exitCode);
  });

  it("is watched once, where it is a part of one", async () => {
    const { io, documents } = watcher();
    await watchedRun(io, () => watchedRun(io, async () => EXIT_CODE.complete));
    expect(documents().filter((document) => "attached_files.job.exit_code" in document)).toHaveLength(1);
  });

  it("knows nothing of another one that goes on at the same time in the same process", async () => {
    const watchers = ["a", "b", "c"].map((runId) => watcher(undefined, runId));
    await Promise.all(
      watchers.map(({ io }, index) =>
        watchedRun(io, async () => {
          noteSlot(`slot-${io.runId}`);
          for (let call = 0; call <= index; call += 1) {
            await turn();
            runContext()?.sink?.add(METRICS.requests, 1, { "attached_files.scope": io.runId });
          }
          return EXIT_CODE.complete;
        }),
      ),
    );
    for (const [index, { io, documents }] of watchers.entries()) {
      expect(valueIn(documents(), "attached_files.requests")).toBe(index + 1);
      for (const document of documents()) expect(document).toMatchObject({ runId: io.runId, slot: `slot-${io.runId}` });
    }
    expect(runContext()).toBeUndefined();
  });

  it("says what of the environment cannot be obeyed, and runs all the same", async () => {
    const { io, warnings, documents } = watcher({ AWS_EMF_NAMESPACE: "AWS/x", OTEL_METRICS_EXPORTER: "console" });
    expect(await watchedRun(io, async () => EXIT_CODE.complete)).toBe(0);
    expect(warnings()).toEqual([
      expect.stringContaining("OTEL_METRICS_EXPORTER: expected 'otlp' or 'none'"),
      expect.stringContaining("AWS_EMF_NAMESPACE: expected"),
    ]);
    expect(documents()).toEqual([]);
  });

  it("counts into nothing where nobody asks for it", async () => {
    const { io } = watcher({});
    await watchedRun(io, async () => {
      expect(runContext()).toMatchObject({ sink: undefined, spans: undefined });
      return EXIT_CODE.complete;
    });
  });
});

it("an error is about the slot and the scope in which it was thrown, when the run is over, too", async () => {
  const { io } = watcher({});
  const [inner, outer] = [new JobError("interrupted", "asked"), new TypeError("x")];
  for (const error of [inner, outer]) {
    const run = watchedRun(io, async () => {
      noteSlot("s1");
      if (error === inner) await inScope("main", () => Promise.reject(error));
      throw error;
    });
    await expect(run).rejects.toBe(error);
  }
  const entries: LogEntry[] = [];
  for (const error of [inner, outer, "a text"]) reportEnd("1.2.3", error, new Log((entry) => entries.push(entry)));
  expect(entries.map(({ about }) => about)).toMatchObject([
    { slot: "s1", scope: "main", code: "interrupted", exitCode: 3, runBook: "exit-code-3" },
    { slot: "s1", code: "defect", exitCode: 1, runBook: "exit-code-1" },
    { code: "defect" },
  ]);
});

it("a slot that is noted outside of a run is nobody's", () => {
  noteSlot("s1");
  expect(runContext()).toBeUndefined();
  const about = {};
  inRunContext({ about, sink: undefined, spans: undefined }, () => noteSlot("s2"));
  expect(about).toEqual({ slot: "s2" });
});

it("what was measured is delivered for no longer than there is time, and that it was not is told", async () => {
  // Takes connections, and answers nothing.
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await new Promise((resolve) => silent.once("listening", resolve));
  const { port } = silent.address() as AddressInfo;
  const { io, warnings } = watcher({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
  let endedAt = 0;
  const work = async () => {
    endedAt = performance.now();
    return EXIT_CODE.complete;
  };
  expect(await watchedRun(io, work, () => 300)).toBe(0);
  // The settings would have allowed five seconds.
  expect(performance.now() - endedAt).toBeLessThan(4000);
  expect(warnings()).toEqual([expect.stringContaining("no answer within 300 ms")]);
  silent.close();
});
