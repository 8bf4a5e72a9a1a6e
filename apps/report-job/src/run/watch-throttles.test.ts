import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SourceError } from "@attached-files/core";
import { expect, it, onTestFinished } from "vitest";
import { quotaPacer } from "../pacing/adaptive-pacer.ts";
import type { Quota } from "../pacing/quota.ts";
import { standStillForDatabase } from "../testing/database-time.ts";
import { pacedSource } from "../testing/paced-source.ts";
import { aScopeRun } from "../testing/scope-run.ts";
import { answeredFile, scriptedFileSource } from "../testing/scripted-sources.ts";
import { virtualClock } from "../testing/virtual-clock.ts";
import { runScope } from "./run-scope.ts";
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
