import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SourceError } from "@attached-files/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { quotaPacer } from "../pacing/adaptive-pacer.ts";
import type { Quota } from "../pacing/quota.ts";
import { standStillForDatabase } from "../testing/database-time.ts";
import { pacedSource } from "../testing/paced-source.ts";
import { aScopeRun } from "../testing/scope-run.ts";
import { answeredFile, scriptedFileSource } from "../testing/scripted-sources.ts";
import { readStateRows } from "../testing/state-rows.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { runScope } from "./run-scope.ts";
import { hearing } from "./silence.ts";
import { watchThrottles } from "./watch-throttles.ts";

const OPERATION = "BatchGetAttachedFileMetadata";
const QUOTA: Quota = { requestsPerSecond: "unlimited", share: 1 };

function watching() {
  const clock = virtualClock();
  const gauge = quotaPacer({ requestsPerSecond: 1000, burst: 1000, share: 1 }, clock);
  const said: string[] = [];
  const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: (line: string) => void said.push(line) };
  const watch = watchThrottles({ scope: "main", gauge, clock, progress });
  /** One request, so many seconds later. */
  const request = async (afterSeconds: number, isThrottled: boolean): Promise<void> => {
    await clock.advance(afterSeconds * 1000);
    const waiting = gauge.acquire(OPERATION);
    await clock.advance(2000);
    await waiting;
    if (isThrottled) gauge.throttled(OPERATION);
  };
  return { watch, request, said };
}

it("is said once after a minute of nothing but throttles, with how many and the section, and once more after an answer", async () => {
  const { watch, request, said } = watching();
  for (let request_ = 0; request_ < 2; request_ += 1) await request(20, true);
  expect(said).toEqual([]);
  for (let request_ = 0; request_ < 4; request_ += 1) await request(20, true);
  expect(said).toEqual([
    expect.stringMatching(
      /^main: no file was answered for \d+ s: \d of \d requests were throttled\. .*attached-files run-book error-throttling$/,
    ),
  ]);
  watch.answered();
  for (let request_ = 0; request_ < 5; request_ += 1) await request(20, true);
  expect(said).toHaveLength(2);
  watch.answered();
  watch.end();
  for (let request_ = 0; request_ < 5; request_ += 1) await request(20, true);
  expect(said).toHaveLength(2);
});

it("is not said of requests that nobody throttled, or of a few that were, however long there is no answer", async () => {
  const { request, said } = watching();
  for (const isThrottled of [false, true, false, false, false, false]) await request(30, isThrottled);
  expect(said).toEqual([]);
});

it("is said of a run, which goes on until it gives up, and of none that is answered", async () => {
  for (const isThrottled of [true, false]) {
    const stateFolder = await mkdtemp(join(tmpdir(), "attached-files-throttled-"));
    onTestFinished(() => rm(stateFolder, { recursive: true, force: true }));
    const clock = virtualClock();
    onTestFinished(standStillForDatabase(clock));
    onTestFinished(clock.runFree());
    const gauge = quotaPacer(QUOTA, clock);
    const source = scriptedFileSource((request) => {
      if (isThrottled) throw new SourceError("ThrottlingException", "Rate exceeded");
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    const said: string[] = [];
    const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: (line: string) => void said.push(line) };
    const files = pacedSource(source, { pacer: gauge, clock });
    await runScope(aScopeRun({ stateFolder, clock, files, gauge, progress, stopAfterFailures: 12 }));
    expect(said.filter((line) => line.includes("no file was answered for"))).toHaveLength(isThrottled ? 1 : 0);
  }
});

describe("what ended the asking where its time was over", () => {
  /** The run, and what is noted of its end; the source does as `trouble` says to each request, by how many came before. */
  async function ended(trouble: (before: number) => "ThrottlingException" | "ResourceNotFoundException" | undefined) {
    const stateFolder = await mkdtemp(join(tmpdir(), "attached-files-throttled-"));
    onTestFinished(() => rm(stateFolder, { recursive: true, force: true }));
    const clock = virtualClock();
    onTestFinished(standStillForDatabase(clock));
    onTestFinished(clock.runFree());
    const gauge = quotaPacer(QUOTA, clock);
    // As a search's, which are counted with the run and are not those of files.
    for (let search = 0; search < 270; search += 1) await gauge.acquire("SearchCases");
    const heard = { files: hearing(clock), search: hearing(clock) };
    let before = 0;
    const source = scriptedFileSource((request) => {
      heard.files.exchange({ host: "connect", kind: "begun" });
      heard.files.exchange({ host: "connect", kind: "answered" });
      const code = trouble(before++);
      if (code !== undefined) throw new SourceError(code, `${code} it is`);
      return { Files: request.fileIds.map((id) => answeredFile(request, id)) };
    });
    const files = pacedSource(source, { pacer: gauge, clock });
    const deadline = new Date(clock.now().getTime() + 20_000);
    const said: string[] = [];
    const progress = { begin: () => {}, advance: () => {}, end: () => {}, say: (line: string) => void said.push(line) };
    await runScope(aScopeRun({ stateFolder, clock, files, gauge, hearing: heard, deadline, progress }));
    const [run] = (await readStateRows(stateFolder, "main")).runs;
    return { run, said };
  }
  const TEXT = new RegExp(
    `^(\\d+) of \\1 requests of ${OPERATION} were throttled, and no file was answered; then the time`,
  );

  it("is the throttles where there was nothing else, counted for the asking alone", async () => {
    const { run, said } = await ended(() => "ThrottlingException");
    const message = expect.stringMatching(TEXT);
    expect(run).toMatchObject({
      status: "partial",
      trouble_code: "ThrottlingException",
      trouble_message: message,
      trouble_operation: OPERATION,
    });
    expect(said).toContainEqual(expect.stringMatching(/^main: \d+ of \d+ requests of .* were throttled, and no file/));
  });

  it.each([
    ["a file was answered", undefined],
    ["a request was answered otherwise", "ResourceNotFoundException"],
  ] as const)("is the time where %s", async (_, first) => {
    const { run } = await ended((before) => (before === 0 ? first : "ThrottlingException"));
    expect(run).toMatchObject({ status: "partial", trouble_code: "TimeBox", trouble_operation: null });
  });
});
